package uk.route2b.pki.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Protection;
import uk.route2b.protocol.octets.Octets;

/**
 * The folder beside the target in which a run works until it is done.
 *
 * @param target where the result goes
 * @param path where it grows
 */
record PartialFolder(Path target, Path path) {
    /** Ending of files that only their owner may read. */
    static final String KEY = "key";

    private static final Set<String> OWN = Set.of(RunLock.FILE, Manifest.FILE, Manifest.FRESH);

    private static final FileAttribute<?>[] OWNER_ONLY =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];

    /** The working folder of {@code target}, which has to be absent or empty. */
    static PartialFolder of(Path target) throws IOException {
        Path whole = target.toAbsolutePath().normalize();
        if (Files.exists(whole) && !empty(whole)) {
            throw new CommandFailure(
                    ExitCode.REFUSED_TO_OVERWRITE,
                    target.toString(),
                    "it exists and is not an empty folder",
                    "name a new folder");
        }
        Path path = whole.resolveSibling(whole.getFileName() + ".partial");
        AtomicFiles.makeFolder(path, Protection.OWNER_ONLY);
        return new PartialFolder(whole, path);
    }

    /** Fails if it holds what no run has begun: that would come out as part of the result. */
    void requireNothingElse() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.anyMatch(entry -> !OWN.contains(entry.getFileName().toString()))) {
                throw new CommandFailure(
                        ExitCode.REFUSED_TO_OVERWRITE,
                        path.toString(),
                        "it holds files, and no manifest that says which run made them",
                        "remove the folder, or name another");
            }
        }
    }

    void write(BulkItem item) throws IOException {
        for (Map.Entry<String, Octets> file : item.files().entrySet()) {
            write(
                    path.resolve(item.name() + "." + file.getKey()),
                    file.getValue(),
                    file.getKey().equals(KEY));
        }
    }

    /** Whether every file of {@code line} is there with the octets it had. */
    boolean holds(ManifestLine line) throws IOException {
        for (Map.Entry<String, String> file : line.sha256().entrySet()) {
            Path named = path.resolve(line.name() + "." + file.getKey());
            if (!Files.isRegularFile(named)
                    || !Octets.of(Files.readAllBytes(named)).sha256().hex().equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** The last step: from now on it is the result. */
    void finish() throws IOException {
        AtomicFiles.force(path);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        AtomicFiles.force(target.resolveSibling(""));
    }

    private static void write(Path file, Octets octets, boolean secret) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        FileAttribute<?>[] attributes = secret ? OWNER_ONLY : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, attributes)) {
            ByteBuffer left = ByteBuffer.wrap(octets.toArray());
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }

    private static boolean empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
