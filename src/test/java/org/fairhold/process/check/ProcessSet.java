package org.fairhold.process.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files that are deployed together, by their names below {@code processes/}. */
record ProcessSet(Map<String, byte[]> files) {
    static ProcessSet in(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (var paths = Files.walk(folder, 2)) {
            for (var path : paths.filter(ProcessSet::isDeployed).toList()) {
                files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return new ProcessSet(files);
    }

    private static boolean isDeployed(Path path) {
        return path.toString().matches(".*\\.(bpmn|dmn|form)");
    }

    List<String> names(String suffix) {
        return files.keySet().stream().filter(name -> name.endsWith(suffix)).toList();
    }

    InputStream open(String name) {
        var content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return new ByteArrayInputStream(content);
    }

    boolean differsFrom(ProcessSet other, String name) {
        return !Arrays.equals(files.get(name), other.files.get(name));
    }

    /** The same set with one file changed. */
    ProcessSet with(String name, byte[] content) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.put(name, content);
        return new ProcessSet(changed);
    }

    ProcessSet without(String name) {
        Map<String, byte[]> fewer = new TreeMap<>(files);
        fewer.remove(name);
        return new ProcessSet(fewer);
    }

    /** The same set with the first occurrence of a piece of one file replaced. */
    ProcessSet with(String name, String piece, String replacement) throws IOException {
        var content = new String(open(name).readAllBytes(), StandardCharsets.UTF_8);
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
