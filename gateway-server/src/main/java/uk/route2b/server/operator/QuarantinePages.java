package uk.route2b.server.operator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.PayloadRecord;

/**
 * What the anomaly check holds on its way to a CEM, as an operator sees it and decides. Safe for use by several
 * threads.
 */
public final class QuarantinePages {
    /** As many as one answer lists. */
    static final int PAGE = 100;

    private static final int WHO_MOST = 64;

    private final GatewayStore store;
    private final Audit audit;
    private final Supplier<List<Threshold>> proposals;
    private final HeldMessagePages up;

    /**
     * @param proposals thresholds that anomaly detection would have, from what it has seen
     * @param up what is held on its way to a VTN
     */
    public QuarantinePages(GatewayStore store, Audit audit, Supplier<List<Threshold>> proposals, HeldMessagePages up) {
        this.up = up;
        this.proposals = proposals;
        this.store = store;
        this.audit = audit;
    }

    /** What is held on its way to a VTN. */
    public HeldMessagePages up() {
        return up;
    }

    /** One that waits. */
    public record Held(
            String number,
            String dsrsp,
            String cem,
            String ven,
            String kind,
            String reason,
            String queued,
            int octets,
            String digest) {
        static Held of(PayloadRecord payload) {
            return new Held(
                    Long.toString(payload.number()),
                    payload.key().dsrsp().toString(),
                    payload.key().cem().toString(),
                    payload.facts().ven(),
                    payload.facts().kind(),
                    payload.reason(),
                    Instant.ofEpochMilli(payload.queuedMillis()).toString(),
                    payload.bodyOctets(),
                    payload.bodyDigest().hex());
        }
    }

    /**
     * Some of them, the newest first.
     *
     * @param next what to give as {@code before} for the page after this one; empty text where this is the last
     * @param heldUp how many messages are held on their way to a VTN, which stand on a page of their own
     */
    public record Page(List<Held> held, String next, long heldUp) {}

    public Page page(long before) {
        List<PayloadRecord> found = store.held(before, PAGE);
        String next = found.size() < PAGE
                ? ""
                : Long.toString(found.get(found.size() - 1).number());
        return new Page(found.stream().map(Held::of).toList(), next, up.count());
    }

    /** A threshold as it would stand in the configuration. */
    public record Proposed(String of, String direction, String kind, long count, long octets, String breach) {
        static Proposed of(Threshold threshold) {
            return new Proposed(
                    threshold.fleet() ? "fleet" : "cem",
                    threshold.direction(),
                    threshold.kind(),
                    threshold.count(),
                    threshold.octets(),
                    threshold.breach().word());
        }
    }

    /** What is proposed; nothing unless it is learning. */
    public record Proposal(List<Proposed> thresholds) {}

    public Proposal proposal() {
        return new Proposal(proposals.get().stream().map(Proposed::of).toList());
    }

    /** What an operator decided. */
    public record Decided(String number, String decision, String by) {}

    /**
     * It is sent after all, late and after what was sent since, or it is not sent at all.
     *
     * @param who an operator's name, for the audit
     * @return empty if it is not held, or is not kept any more
     */
    public Optional<Decided> decide(long number, boolean release, String who) {
        Optional<PayloadRecord> payload = store.payload(number);
        boolean done = payload.isPresent() && (release ? store.release(number) : store.drop(number));
        if (!done) {
            return Optional.empty();
        }
        String by = name(who);
        String decision = release ? "released" : "dropped";
        audit.note(Verdict.of(Check.OPERATOR, Ruling.ORDERED, "quarantine", decision)
                .about(payload.get().key())
                .with("payload", number)
                .with("held", payload.get().reason())
                .with("by", by));
        return Optional.of(new Decided(Long.toString(number), decision, by));
    }

    /** As much of an operator's name as the audit takes. */
    static String name(String who) {
        return who.substring(0, Math.min(WHO_MOST, who.length()));
    }
}
