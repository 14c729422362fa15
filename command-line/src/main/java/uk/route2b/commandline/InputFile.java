package uk.route2b.commandline;

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
        try {
            return checked(octets(console, most), most);
        } catch (NoSuchFileException absent) {
            throw unreadable("there is no such file", absent);
        } catch (AccessDeniedException denied) {
            throw unreadable("permission denied", denied);
        } catch (IOException | InvalidPathException failed) {
            throw unreadable(String.valueOf(failed.getMessage()), failed);
        }
    }

    private byte[] octets(Console console, int most) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return console.in().readNBytes(most + 1);
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            throw new CommandFailure(ExitCode.INPUT, name, "it is a folder", "name the files in it");
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return stream.readNBytes(most + 1);
        }
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
