package uk.route2b.pki.command.message;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.commandline.Progress;
import uk.route2b.pki.issue.FastVerification;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.TraceLine;
import uk.route2b.protocol.transcript.TranscriptParties;

/**
 * Verifies a file, whether it holds one message, a trace or a transcript: a message begins with a tag, or a digit or
 * letter of it, only a trace with a date, and only a transcript with a brace.
 *
 * @param text whether a person reads the answer, which is then said as it is found
 */
record VerifiedFile(Console console, Certificates known, boolean text) {
    static final Ecdsa ECDSA = FastVerification.ECDSA;

    /**
     * Verifies the file called {@code name}.
     *
     * @param answer takes the verdict
     * @return whether everything in it holds
     */
    boolean verify(String name, Consumer<Object> answer) {
        InputFile file = new InputFile(name);
        try (InputStream stream = new BufferedInputStream(file.open(console), 1 << 16)) {
            stream.mark(TraceLine.BEGINNING);
            Octets start = Octets.of(stream.readNBytes(TraceLine.BEGINNING));
            if (start.isEmpty()) {
                throw new CommandFailure(ExitCode.INPUT, name, "it is empty", "check how it was made");
            }
            stream.reset();
            if (TraceLine.begins(start)) {
                return new TraceFile(name, new LineFile(stream)).verify(known, verdict -> said(verdict, answer));
            }
            return start.at(0) == '{' ? transcript(name, stream, answer) : message(name, stream, answer);
        } catch (IOException failed) {
            throw file.failed(failed);
        }
    }

    private boolean message(String name, InputStream stream, Consumer<Object> answer) throws IOException {
        byte[] octets = stream.readNBytes(MessageFile.MOST + 1);
        if (octets.length > MessageFile.MOST) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    name,
                    "it is larger than " + MessageFile.MOST + " octets and no transcript",
                    "check that it is the right file");
        }
        Verdict verdict = Verdict.of(name, MessageFile.decode(Octets.of(octets)), known, ECDSA);
        said(verdict, answer);
        return verdict.verified();
    }

    private void said(Verdict verdict, Consumer<Object> answer) {
        say(verdict.line());
        answer.accept(verdict);
    }

    private boolean transcript(String name, InputStream stream, Consumer<Object> answer) throws IOException {
        TranscriptParties parties = new TranscriptParties(
                originator -> known.signersOf(originator).stream()
                        .map(certificate -> certificate.x509().getPublicKey())
                        .toList(),
                ECDSA);
        LineFile lines = new LineFile(stream);
        TranscriptFile transcript = new TranscriptFile(name, parties, this::say);
        TranscriptVerdict verdict = text ? transcript.judge(lines, octets -> {}) : watched(transcript, lines, name);
        sayKeys();
        answer.accept(verdict);
        return verdict.verified();
    }

    /** Where the report itself is not on the screen. */
    private TranscriptVerdict watched(TranscriptFile transcript, LineFile lines, String name) throws IOException {
        try (Progress progress = new Progress(console, InstantSource.system(), "octets", size(name))) {
            return transcript.judge(lines, progress::add);
        }
    }

    private void say(String line) {
        if (text) {
            console.out().println(line);
        }
    }

    /** By which keys: without that a report proves nothing to anybody else. */
    private void sayKeys() {
        known.signing()
                .forEach(certificate -> say("  with the certificate of "
                        + certificate.entity().map(Object::toString).orElse("nobody") + ", key "
                        + certificate.keyIdentifier()));
    }

    private static long size(String name) throws IOException {
        return name.equals(InputFile.STANDARD_INPUT) ? -1 : Files.size(Path.of(name));
    }
}
