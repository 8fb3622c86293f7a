package org.fairhold.process.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The owners' files that are checked and deployed together, by their names below {@code processes/}, such as
 * {@code report/triage.dmn} or {@code notices/en/late.txt}.
 */
public record ProcessSet(Map<String, byte[]> files) {
    public static final String REVISION = "revision";
    private static final String ROOT = "processes/";
    private static final String DEPLOYED = "[^/]+/[^/]+\\.(bpmn|dmn|form)";

    public ProcessSet {
        files = new TreeMap<>(files);
    }

    /** Every file below a folder but the hidden ones. */
    public static ProcessSet in(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(path).toString().replace('\\', '/');
                if (!("/" + name).contains("/.")) {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        }
        return new ProcessSet(files);
    }

    /** The files that came with the application, the same from a folder of classes and from the jar. */
    public static ProcessSet onTheClassPath() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "**")) {
            var place = file.getURL().toString();
            if (file.isReadable() && !place.endsWith("/")) {
                var name = place.substring(place.lastIndexOf("/" + ROOT) + ROOT.length() + 1);
                files.put(name, file.getContentAsByteArray());
            }
        }
        return new ProcessSet(files);
    }

    /** The diagrams, tables and forms: what the engine gets. The rest is read by the application itself. */
    public Map<String, byte[]> deployed() {
        return files.entrySet().stream()
                .filter(file -> file.getKey().matches(DEPLOYED))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    /** Hexadecimal SHA-256 of all files with their names, but not of the revision's number: it tells whether two sets are one. */
    public String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                if (!name.equals(REVISION)) {
                    digest.update("%s %d\n".formatted(name, content.length).getBytes(StandardCharsets.UTF_8));
                    digest.update(content);
                }
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What {@code processes/revision} says; empty unless it is a whole number from 1 on. */
    public OptionalInt revision() {
        var content = new String(files.getOrDefault(REVISION, new byte[0]), StandardCharsets.UTF_8).strip();
        return content.matches("[1-9]\\d{0,8}") ? OptionalInt.of(Integer.parseInt(content)) : OptionalInt.empty();
    }

    List<String> names(String suffix) {
        return files.keySet().stream().filter(name -> name.endsWith(suffix)).toList();
    }

    /** The diagrams, tables or forms, each in the folder of its process. */
    List<String> deployed(String suffix) {
        return deployed().keySet().stream()
                .filter(name -> name.endsWith(suffix))
                .toList();
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    byte[] content(String name) {
        var content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return content;
    }

    InputStream open(String name) {
        return new ByteArrayInputStream(content(name));
    }

    boolean differsFrom(ProcessSet other, String name) {
        return !Arrays.equals(files.get(name), other.files.get(name));
    }

    /** The same set with one file changed. */
    public ProcessSet with(String name, byte[] content) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.put(name, content);
        return new ProcessSet(changed);
    }

    public ProcessSet without(String name) {
        Map<String, byte[]> fewer = new TreeMap<>(files);
        fewer.remove(name);
        return new ProcessSet(fewer);
    }

    /** The same set with the first occurrence of a piece of one file replaced. */
    public ProcessSet with(String name, String piece, String replacement) {
        var content = new String(content(name), StandardCharsets.UTF_8);
        int at = content.indexOf(piece);
        if (at < 0) {
            throw new IllegalArgumentException("%s has no %s".formatted(name, piece));
        }
        var changed = content.substring(0, at) + replacement + content.substring(at + piece.length());
        return with(name, changed.getBytes(StandardCharsets.UTF_8));
    }

    /** A file's name without folder and suffix: the id of what is in it. */
    static String id(String name) {
        return name.substring(name.indexOf('/') + 1, name.lastIndexOf('.'));
    }

    static String folder(String name) {
        return name.substring(0, name.indexOf('/'));
    }
}
