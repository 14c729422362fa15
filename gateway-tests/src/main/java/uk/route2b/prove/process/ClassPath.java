package uk.route2b.prove.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The class path of children: that of this process, of which folders of classes are packed, because archives need jars.
 */
final class ClassPath {
    private static final String TEST_CLASSES = "test-classes";

    private ClassPath() {}

    /** Its words for the command, with what had to be packed in {@code folder}. */
    static String packedIn(Path folder) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (!Files.isDirectory(path)) {
                entries.add(entry);
            } else if (!path.endsWith(TEST_CLASSES)) {
                entries.add(pack(path, folder.resolve("classes-" + entries.size() + ".jar"))
                        .toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        Files.createDirectories(jar.resolveSibling(""));
        return isFresh(jar, classes) ? jar : packed(classes, jar);
    }

    /** A jar that is packed anew is another one for the archives. */
    private static boolean isFresh(Path jar, Path classes) throws IOException {
        if (!Files.exists(jar)) {
            return false;
        }
        long packed = Files.getLastModifiedTime(jar).toMillis();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.allMatch(file -> file.toFile().lastModified() < packed);
        }
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return jar;
    }
}
