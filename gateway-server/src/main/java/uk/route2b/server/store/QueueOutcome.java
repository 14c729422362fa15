package uk.route2b.server.store;

import java.util.List;

/** What became of a payload that was to be queued. */
public sealed interface QueueOutcome {
    /**
     * It is stored durably and will be signed when its turn comes.
     *
     * @param replaced unsent payloads whose place it has taken; they are superseded
     */
    record Queued(PayloadRecord payload, List<PayloadRecord> replaced) implements QueueOutcome {
        public Queued {
            replaced = List.copyOf(replaced);
        }
    }

    /**
     * The same octets for the same VEN are here already and the VTN was never told what became of them: it is asking
     * again. Nothing was stored.
     */
    record Joined(PayloadRecord payload) implements QueueOutcome {}

    /** Too much waits for this CEM. Nothing was stored. */
    record Full(String reason) implements QueueOutcome {}
}
