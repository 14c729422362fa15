package uk.route2b.prove.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How children are started: the Java and the class path of this process, the first compiler only and the serial
 * collector, because they live for seconds; and, where it is there, an archive of loaded classes, which saves a third
 * of the start.
 *
 * @param archives folder of the archives, one for each program
 * @param training whether children leave archives behind when they end in good order
 */
public record JavaCommand(String classPath, Path archives, boolean training) {
    /** For children whose packed classes and archives stand in {@code folder}. */
    public static JavaCommand in(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new JavaCommand(ClassPath.packedIn(folder), folder, false);
    }

    /** With the class path as it is, and without archives. */
    public static JavaCommand plain() {
        return new JavaCommand(System.getProperty("java.class.path"), Path.of("none"), false);
    }

    /** The same, for children that leave archives. */
    public JavaCommand trained() {
        return new JavaCommand(classPath, archives, true);
    }

    /** Whether archives for this class path are missing. */
    public boolean needsTraining(Class<?> program) {
        return !Files.exists(archive(program));
    }

    /**
     * The words of a command.
     *
     * @param first whether this child may leave the archive, which only one can
     */
    public List<String> words(Class<?> program, boolean first, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Xmx192m"));
        if (training && first) {
            words.add("-XX:ArchiveClassesAtExit=" + archive(program));
        } else if (!training && Files.exists(archive(program))) {
            words.add("-XX:SharedArchiveFile=" + archive(program));
        }
        if (Runtime.version().feature() >= 22) {
            words.add("--enable-native-access=ALL-UNNAMED");
        }
        words.addAll(List.of("-cp", classPath, program.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Another class path, or the same after a build, is another archive. */
    private Path archive(Class<?> program) {
        return archives.resolve(program.getSimpleName() + "-" + Integer.toHexString(stamp()) + ".jsa");
    }

    private int stamp() {
        int stamp = System.getProperty("java.vm.version").hashCode();
        for (String entry : classPath.split(java.io.File.pathSeparator, -1)) {
            java.io.File file = new java.io.File(entry);
            stamp = 31 * stamp + entry.hashCode() + Long.hashCode(file.length()) + Long.hashCode(file.lastModified());
        }
        return stamp;
    }
}
