package uk.route2b.simulator.demo;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the demo keeps what it makes: certificates, secrets, state and logs. Made anew by each run, and never anything
 * removed that an earlier run of the demo did not make.
 */
record DemoFolder(Path home, Path root) {
    private static final String MARK = ".made-by-route2b-demo";
    private static final int TOKEN_OCTETS = 32;

    static DemoFolder fresh(Path home) throws IOException {
        DemoFolder folder = new DemoFolder(home, home.resolve("demo-run"));
        folder.leftOver().end();
        folder.clear();
        Files.createDirectories(folder.root);
        Files.writeString(folder.root.resolve(MARK), "Removed and made again by each run of the demo.\n");
        for (String name : List.of("identities", "secrets", "state", "logs")) {
            Files.createDirectories(folder.root.resolve(name));
        }
        return folder;
    }

    private void clear() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        if (!Files.exists(root.resolve(MARK)) && !isEmpty()) {
            throw new StepFailed(root + " is there and was not made by the demo; move it away");
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(root) && !path.equals(root.resolve(MARK))) {
                    Files.delete(path);
                }
            }
            // Last, so that a run that is killed here leaves a folder that the next one knows.
            Files.deleteIfExists(root.resolve(MARK));
            Files.delete(root);
        } catch (DirectoryNotEmptyException written) {
            throw new StepFailed(
                    root + " is still written to: end the processes of an earlier demo, then run it again", written);
        }
    }

    /** As a run leaves it that was killed before it wrote the mark. */
    private boolean isEmpty() throws IOException {
        try (Stream<Path> content = Files.list(root)) {
            return content.findAny().isEmpty();
        }
    }

    /** A push token of 256 bits in a file that only its owner reads. */
    String makeToken(String ven) throws IOException {
        byte[] octets = new byte[TOKEN_OCTETS];
        new SecureRandom().nextBytes(octets);
        String token = HexFormat.of().formatHex(octets);
        makeSecret("push-" + ven, token);
        return token;
    }

    /** A file that only its owner reads. */
    void makeSecret(String name, String text) throws IOException {
        Path file = Files.createFile(
                root.resolve("secrets").resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    /** The processes of this run. */
    LeftOver leftOver() {
        return new LeftOver(root.resolve("processes"));
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    /** A path as a person in the folder of the repository types it. */
    String shown(Path path) {
        return home.relativize(path).toString();
    }
}
