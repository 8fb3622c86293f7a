package org.fairhold.notice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets to the mail server that send what they are given at once. A mail ends with a packet of its own, which would wait
 * for the server to acknowledge the one before: some 40 ms for each mail (Nagle's algorithm and delayed acknowledgements).
 * Named in the setting {@code mail.smtp.socketFactory.class}.
 */
public final class PromptSockets extends SocketFactory {
    private static final SocketFactory PROMPT = new PromptSockets();

    private final SocketFactory usual = SocketFactory.getDefault();

    private PromptSockets() {}

    /** Asked for by Angus Mail. */
    public static SocketFactory getDefault() {
        return PROMPT;
    }

    private static Socket prompt(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return prompt(usual.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prompt(usual.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return prompt(usual.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prompt(usual.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return prompt(usual.createSocket(host, port, localHost, localPort));
    }
}
