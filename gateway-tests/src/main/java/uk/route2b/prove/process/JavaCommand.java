package uk.route2b.prove.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How children are started: the Java and the class path of this process, the first compiler only and the serial
 * collector, because they live for seconds.
 *
 * @param archive of loaded classes, which halves the start; empty for none
 */
public record JavaCommand(Optional<Path> archive) {
    /** The words of the command. */
    public List<String> words(Class<?> program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx192m"));
        archive.filter(Files::exists).ifPresent(file -> words.add("-XX:SharedArchiveFile=" + file));
        return closed(words, program, arguments);
    }

    /** The same, leaving an archive of the classes that were loaded at {@code file} when it ends. */
    public static List<String> training(Path file, Class<?> program, String... arguments) {
        List<String> words = new ArrayList<>(new JavaCommand(Optional.empty()).words(program, arguments));
        words.add(1, "-XX:ArchiveClassesAtExit=" + file);
        return words;
    }

    /** Archives hold classes of jars only, so there is none while a module's classes still lie in a folder. */
    public static boolean canArchive() {
        for (String entry : classPath().split(File.pathSeparator, -1)) {
            if (!entry.endsWith(".jar")) {
                return false;
            }
        }
        return true;
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static List<String> closed(List<String> words, Class<?> program, String... arguments) {
        if (Runtime.version().feature() >= 22) {
            words.add("--enable-native-access=ALL-UNNAMED");
        }
        words.addAll(List.of("-cp", classPath(), program.getName()));
        words.addAll(List.of(arguments));
        return words;
    }
}
