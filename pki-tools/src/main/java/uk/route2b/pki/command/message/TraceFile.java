package uk.route2b.pki.command.message;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.TraceLine;

/** A trace of {@code message trace}, or some lines of one: each is a message, called by the file and its line. */
record TraceFile(String name, LineFile lines) {
    /** Takes what stands in one line. */
    interface Reader {
        void message(String name, Octets octets);

        /** The line is none of a trace. */
        void bad(String name, String why);
    }

    /** Reads all of it; empty lines and messages whose octets retention has removed are passed over. */
    void read(Reader reader) throws IOException {
        int number = 0;
        for (Optional<LineFile.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            number++;
            read(name + ":" + number, line.get(), reader);
        }
    }

    private static void read(String place, LineFile.Line line, Reader reader) {
        try {
            Octets text = line.line().orElseThrow(() -> new MalformedException(Malformation.TOO_LONG, 0));
            if (!text.isEmpty()) {
                TraceLine.octets(text).ifPresent(octets -> reader.message(place, octets));
            }
        } catch (MalformedException none) {
            reader.bad(place, String.valueOf(none.getMessage()));
        }
    }

    /**
     * Verifies each message.
     *
     * @return whether all verify, and there is one
     */
    boolean verify(Certificates known, Consumer<Verdict> verdicts) throws IOException {
        Tally tally = new Tally(known, verdicts);
        read(tally);
        if (tally.judged == 0) {
            tally.bad(name, "no-message: retention has removed the octets of each");
        }
        return tally.failed == 0;
    }

    private static final class Tally implements Reader {
        private final Certificates known;
        private final Consumer<Verdict> verdicts;
        private long judged;
        private long failed;

        Tally(Certificates known, Consumer<Verdict> verdicts) {
            this.known = known;
            this.verdicts = verdicts;
        }

        @Override
        public void message(String place, Octets octets) {
            judged(Verdict.of(place, octets, known, VerifiedFile.ECDSA));
        }

        @Override
        public void bad(String place, String why) {
            judged(Verdict.unreadable(place, why));
        }

        private void judged(Verdict verdict) {
            judged++;
            failed += verdict.verified() ? 0 : 1;
            verdicts.accept(verdict);
        }
    }
}
