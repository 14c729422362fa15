package uk.route2b.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.PayloadState;

/**
 * What a restore may have lost, and what becomes of what it does not know.
 *
 * @param lostFrom what happened after this moment is not in the store; the moment of the copy
 * @param lostUntil the moment of the restore
 * @param doubtUntil what comes new from a CEM before its first hello is in doubt if it was born up to this moment
 * @param replaced where the store is that was replaced; null where there was none
 * @param payloadsInDoubt how many payloads of VTNs the lost store may have sent and are not sent again
 */
record RestoreReport(
        String store,
        Instant lostFrom,
        Instant lostUntil,
        Instant doubtUntil,
        @Nullable String replaced,
        long payloadsInDoubt,
        List<CemLine> cems) {
    private static final int SHOWN = 20;

    /**
     * How far the copy knows of a CEM.
     *
     * @param lastSent the last counter that we used in decimal; 0 for none
     * @param highestAccepted the highest one of the CEM
     * @param unanswered how many of our messages wait for an answer, and are sent again
     */
    record CemLine(String dsrsp, String cem, String lastSent, String highestAccepted, long unanswered) {
        static CemLine of(CemKey key, CemState state) {
            return new CemLine(
                    key.dsrsp().toString(),
                    key.cem().toString(),
                    Long.toUnsignedString(state.sent().last()),
                    Long.toUnsignedString(state.received().memory().highestAccepted()),
                    state.sent().window().signed().stream()
                            .filter(state.sent().window()::isOutstanding)
                            .count());
        }

        private String text() {
            return "  " + cem + " of DSRSP " + dsrsp + ": sent up to " + lastSent + ", accepted up to "
                    + highestAccepted + ", " + unanswered + " without an answer";
        }
    }

    /** Marks {@code store} as restored, and says what it knew before. */
    static RestoreReport mark(
            ServerConfiguration configuration,
            GatewayStore store,
            Instant copiedAt,
            Instant now,
            DoubtSpan span,
            Optional<String> replaced) {
        List<CemLine> cems = new ArrayList<>();
        configuration
                .dsrsps()
                .forEach(dsrsp -> dsrsp.cems().forEach(cem -> {
                    CemKey key = new CemKey(dsrsp.entity(), cem.entity());
                    cems.add(CemLine.of(key, store.load(key)));
                }));
        long queued = store.payloadCounts().getOrDefault(PayloadState.QUEUED, 0L);
        store.restored(span);
        return new RestoreReport(
                configuration.store().place().toString(),
                copiedAt,
                now,
                Instant.ofEpochMilli(span.untilMillis()),
                replaced.orElse(null),
                queued,
                cems);
    }

    void print(Console console, boolean json) {
        if (json) {
            JsonOutput.write(console.out(), this);
            return;
        }
        console.out().println(store + " is marked as a copy of " + lostFrom + ", restored at " + lostUntil);
        if (replaced != null) {
            console.out().println("the store that was replaced is kept as " + replaced);
        }
        console.out().println("may be lost: whatever was sent, accepted and answered between these two moments");
        console.out()
                .println("in doubt: what a CEM has signed before its first hello from now on and this store does not"
                        + " know is not forwarded but answered 03; on route 2a, before that hello, what was born up to "
                        + doubtUntil);
        console.out()
                .println("in doubt: " + payloadsInDoubt
                        + " payloads of VTNs that were waiting in the copy; they are not sent again and stand among the"
                        + " dead letters");
        console.out().println("what the copy knows of its CEMs:");
        cems.stream().limit(SHOWN).forEach(cem -> console.out().println(cem.text()));
        if (cems.size() > SHOWN) {
            console.out().println("  and " + (cems.size() - SHOWN) + " more, which --json lists");
        }
    }
}
