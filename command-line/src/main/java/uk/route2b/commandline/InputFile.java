package uk.route2b.commandline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A FILE argument: a path, or {@code -} for standard input.
 *
 * @param name as it was typed
 */
public record InputFile(String name) {
    /** What {@code -} is called in answers and errors. */
    public static final String STANDARD_INPUT = "-";

    /**
     * Reads all of it.
     *
     * @param most the largest size accepted, in octets; no more than this is ever held
     * @throws CommandFailure exit code 3 if it is absent, unreadable, a folder, empty or larger
     */
    public byte[] read(Console console, int most) {
        try (InputStream stream = open(console)) {
            return checked(stream.readNBytes(most + 1), most);
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    /**
     * Opens it to be read piece by piece; closing the stream leaves standard input open. What {@link IOException} a
     * read throws, {@link #failed} says in the words of a command.
     *
     * @throws CommandFailure exit code 3 if it is absent, unreadable or a folder
     */
    public InputStream open(Console console) {
        if (name.equals(STANDARD_INPUT)) {
            return new FilterInputStream(console.in()) {
                @Override
                public void close() {
                    // The next FILE may be standard input as well.
                }
            };
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw new CommandFailure(ExitCode.INPUT, name, "it is a folder", "name the files in it");
            }
            return Files.newInputStream(path);
        } catch (IOException failed) {
            throw failed(failed);
        } catch (InvalidPathException noName) {
            throw unreadable(String.valueOf(noName.getMessage()), noName);
        }
    }

    /** A failure to read it, in the words of a command. */
    public CommandFailure failed(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return unreadable("there is no such file", failed);
        }
        return unreadable(
                failed instanceof AccessDeniedException ? "permission denied" : String.valueOf(failed.getMessage()),
                failed);
    }

    private byte[] checked(byte[] octets, int most) {
        if (octets.length == 0) {
            throw new CommandFailure(ExitCode.INPUT, name, "it is empty", "check how it was made");
        }
        if (octets.length > most) {
            throw new CommandFailure(
                    ExitCode.INPUT, name, "it is larger than " + most + " octets", "check that it is the right file");
        }
        return octets;
    }

    private CommandFailure unreadable(String why, Exception cause) {
        return new CommandFailure(ExitCode.INPUT, name, why, "check the name and the permissions", cause);
    }
}
