package org.fairhold.process.check;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code java -jar fairhold.jar check <folder>}: everything that is wrong with a folder, without starting the desk. */
public final class CheckCommand {
    public static final String NAME = "check";

    private static final int SOUND = 0;
    private static final int COMPLAINTS = 1;
    private static final int NOT_CHECKED = 2;

    private CheckCommand() {}

    /** The exit code: 0 when nothing is wrong, 1 when something is, 2 when there was nothing to look at. */
    public static int run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 1 || !Files.isDirectory(Path.of(arguments.get(0)))) {
            out.println("Usage: java -jar fairhold.jar check <folder of the processes>");
            return NOT_CHECKED;
        }
        try {
            var files = ProcessSet.in(Path.of(arguments.get(0)));
            if (files.deployed(".bpmn").isEmpty()) {
                out.println("There is no diagram in " + arguments.get(0)
                        + ". It is the folder that holds one folder per process.");
                return NOT_CHECKED;
            }
            var complaints = new Check().complaints(files);
            complaints.forEach(out::println);
            out.println(
                    complaints.isEmpty()
                            ? "Nothing is wrong with %d files."
                                    .formatted(files.files().size())
                            : "%d findings. Nothing was deployed.".formatted(complaints.size()));
            return complaints.isEmpty() ? SOUND : COMPLAINTS;
        } catch (IOException e) {
            out.println("The folder cannot be read: " + e.getMessage());
            return NOT_CHECKED;
        }
    }
}
