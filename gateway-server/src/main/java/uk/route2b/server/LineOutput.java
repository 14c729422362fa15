package uk.route2b.server;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.commandline.Protection;
import uk.route2b.protocol.octets.Octets;

/**
 * Where lines go: a file, for its owner alone and whole or not at all, or standard output.
 *
 * @param out a path, or {@code -}
 * @param force whether a file that is there is replaced
 */
record LineOutput(Console console, String out, boolean force) {
    private static final int BUFFER = 1 << 16;

    /** Takes a line without its end. */
    @FunctionalInterface
    interface Sink {
        void line(Octets line) throws IOException;
    }

    /** Writes lines, and says how many things it wrote. */
    @FunctionalInterface
    interface Source {
        long write(Sink sink) throws IOException;
    }

    long write(Source source) {
        return out.equals(InputFile.STANDARD_INPUT) ? toStandardOutput(source) : toFile(source);
    }

    private long toFile(Source source) {
        long[] written = {0};
        new AtomicFiles(force).write(Path.of(out), Protection.OWNER_ONLY, temporary -> {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER)) {
                written[0] = source.write(line -> write(stream, line));
            }
        });
        return written[0];
    }

    private long toStandardOutput(Source source) {
        try {
            OutputStream stream = new BufferedOutputStream(console.out(), BUFFER);
            long written = source.write(line -> {
                write(stream, line);
                requireOpen();
            });
            stream.flush();
            requireOpen();
            return written;
        } catch (IOException closed) {
            throw new CommandFailure(
                    ExitCode.IO,
                    "standard output",
                    String.valueOf(closed.getMessage()),
                    "what was written is cut short: write it again",
                    closed);
        }
    }

    private void requireOpen() throws IOException {
        if (console.out().checkError()) {
            throw new IOException("it is full, or was closed");
        }
    }

    private static void write(OutputStream stream, Octets line) throws IOException {
        stream.write(line.toArray());
        stream.write('\n');
    }
}
