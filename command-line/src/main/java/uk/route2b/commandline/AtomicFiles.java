package uk.route2b.commandline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes whole files: a reader sees the old octets or the new ones, also after a power cut, and nothing is overwritten
 * unless that was asked for.
 *
 * @param force whether what is in the way may be replaced
 */
public record AtomicFiles(boolean force) {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /**
     * Writes {@code octets} to {@code file}.
     *
     * @throws CommandFailure if something is in the way, or the file system fails
     */
    public void write(Path file, byte[] octets, Protection protection) {
        write(file, protection, temporary -> Files.write(temporary, octets));
    }

    /** Puts octets into a file that is there and empty. */
    @FunctionalInterface
    public interface Filling {
        void fill(Path temporary) throws IOException;
    }

    /**
     * Writes what {@code filling} puts into a file beside {@code file}, which has another name until it is whole. If
     * anything is thrown nothing is left of it.
     *
     * @throws CommandFailure if something is in the way, or the file system fails
     */
    public void write(Path file, Protection protection, Filling filling) {
        Path whole = file.toAbsolutePath();
        refuseIfInTheWay(whole);
        try {
            Path temporary = Files.createTempFile(folderOf(whole), "." + whole.getFileName(), ".tmp");
            try {
                filling.fill(temporary);
                finish(temporary, protection);
                put(temporary, whole);
            } finally {
                Files.deleteIfExists(temporary);
            }
            force(folderOf(whole));
        } catch (FileAlreadyExistsException inTheWay) {
            throw inTheWay(whole);
        } catch (IOException failed) {
            throw failed(whole, failed);
        }
    }

    /**
     * Fails with exit code 4 if {@code file} exists and may not be replaced. Only plain files ever may: what is renamed
     * over a device such as /dev/null takes it away from the whole machine.
     */
    public void refuseIfInTheWay(Path file) {
        boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (there && !force && !Files.isDirectory(file)) {
            throw inTheWay(file);
        }
        if (there && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailure(
                    ExitCode.REFUSED_TO_OVERWRITE,
                    file.toString(),
                    Files.isDirectory(file) ? "it is a folder" : "it is a link or a device, no plain file",
                    "name a file instead");
        }
    }

    /** Makes {@code folder} and what is missing above it; only what it makes gets the protection. */
    public static void makeFolder(Path folder, Protection protection) {
        Path whole = folder.toAbsolutePath();
        try {
            Files.createDirectories(whole, attributes(protection.folder()));
        } catch (IOException failed) {
            throw failed(whole, failed);
        }
    }

    /** Makes what was renamed or removed in {@code folder} survive a power cut. */
    public static void force(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** A failure of the file system, in the words of a command. */
    public static CommandFailure failed(Path file, IOException failed) {
        String why = why(failed);
        return new CommandFailure(
                ExitCode.IO, file.toString(), why, "check the folder, its permissions and the free space", failed);
    }

    /** The message of most of these exceptions is just the name of the file. */
    private static String why(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failed instanceof FileAlreadyExistsException
                ? "something else than a folder is there"
                : String.valueOf(failed.getMessage());
    }

    private static void finish(Path temporary, Protection protection) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        if (POSIX && protection == Protection.PUBLIC) {
            // A temporary file begins as the owner's alone; only what is public is opened up.
            Files.setPosixFilePermissions(temporary, protection.file());
        }
    }

    private static Path folderOf(Path absolute) {
        return absolute.resolveSibling("");
    }

    /** A hard link refuses what appeared in the meantime; a rename would replace it. */
    private void put(Path temporary, Path file) throws IOException {
        if (!force) {
            try {
                Files.createLink(file, temporary);
                return;
            } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinks) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new FileAlreadyExistsException(file.toString());
                }
            }
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static CommandFailure inTheWay(Path file) {
        return new CommandFailure(
                ExitCode.REFUSED_TO_OVERWRITE,
                file.toString(),
                "it exists already",
                "--force replaces it, or name another output");
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
