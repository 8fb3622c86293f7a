package org.fairhold.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;

/**
 * A mail server that says what it is told to say, which no ordinary one does. A reply is keyed by its command, the first
 * one by GREETING and the one to a whole mail by a dot; no reply at all hangs up, and SILENCE says nothing.
 */
public final class TinyMailServer implements AutoCloseable {
    public static final String HANG_UP = "";
    public static final String SILENCE = "...";

    private final ServerSocket socket;
    private final Map<String, String> replies;

    public TinyMailServer(Map<String, String> replies) throws IOException {
        this.replies = replies;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "tiny-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                talk(connection);
            } catch (IOException e) {
                // The other side went away, or we did.
                continue;
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
        var out = connection.getOutputStream();
        if (!say(out, "GREETING", "220 tiny")) {
            return;
        }
        String line = in.readLine();
        while (line != null) {
            var command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            var said = say(
                    out,
                    command,
                    switch (command) {
                        case "DATA" -> "354 go on";
                        case "QUIT" -> "221 bye";
                        default -> "250 fine";
                    });
            if (!said || command.equals("QUIT")) {
                return;
            }
            if (command.equals("DATA") && !replies.containsKey("DATA")) {
                while (line != null && !line.equals(".")) {
                    line = in.readLine();
                }
                if (!say(out, ".", "250 taken")) {
                    return;
                }
            }
            line = in.readLine();
        }
    }

    private boolean say(OutputStream out, String command, String otherwise) {
        var reply = replies.getOrDefault(command, otherwise);
        if (reply.equals(HANG_UP)) {
            return false;
        }
        if (reply.equals(SILENCE)) {
            return true;
        }
        try {
            out.write((reply + "\r\n").getBytes(US_ASCII));
            out.flush();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
