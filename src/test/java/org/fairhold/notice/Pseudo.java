package org.fairhold.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A language that everybody can read and nobody speaks: English with marks on its vowels. */
final class Pseudo {
    /** What is not text: arguments and their forms, keys of files, codes. */
    private static final Pattern FIXED = Pattern.compile(
            "\\{\\w+, plural, other \\{|\\{[^{}]*}|^Subject:|^ *(- )?[A-Za-z_]+:|\\b[A-Z_]{4,}\\b", Pattern.MULTILINE);

    /** It counts as Japanese does, without a form for one. */
    private static final Pattern FORM_FOR_ONE = Pattern.compile("one \\{[^{}]*} ");

    private Pseudo() {}

    static String of(String text) {
        return text.replace('a', 'á')
                .replace('e', 'é')
                .replace('i', 'í')
                .replace('o', 'ó')
                .replace('u', 'ú');
    }

    /** Adds its files, and nothing else, to a copy of {@code processes}. */
    static void add(Path processes) throws IOException {
        var notices = Files.createDirectories(processes.resolve("notices/qps"));
        try (var files = Files.walk(processes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString();
                var inEnglish = file.startsWith(processes.resolve("notices/en"));
                var content = Files.readString(file);
                if (inEnglish && name.endsWith(".txt") && !name.startsWith("staff-")) {
                    Files.writeString(notices.resolve(name), text(content));
                } else if (inEnglish && name.endsWith(".properties")) {
                    Files.writeString(notices.resolve(name), words(content));
                } else if (name.endsWith(".en.yaml")) {
                    Files.writeString(file.resolveSibling(name.replace(".en.", ".qps.")), text(content));
                }
            }
        }
    }

    private static String words(String content) {
        return content.lines()
                .map(line -> line.contains("=")
                        ? line.substring(0, line.indexOf('=') + 1) + text(line.substring(line.indexOf('=') + 1))
                        : line)
                .collect(Collectors.joining("\n"));
    }

    private static String text(String english) {
        var content = FORM_FOR_ONE.matcher(english).replaceAll("");
        var marked = new StringBuilder();
        var fixed = FIXED.matcher(content);
        var from = 0;
        while (fixed.find()) {
            marked.append(of(content.substring(from, fixed.start()))).append(fixed.group());
            from = fixed.end();
        }
        return marked.append(of(content.substring(from))).toString();
    }
}
