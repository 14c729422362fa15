package uk.route2b.server.operator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.delivery.HeldRequests;
import uk.route2b.server.operator.QuarantinePages.Decided;
import uk.route2b.server.store.CheckStore;
import uk.route2b.server.store.HeldMessage;
import uk.route2b.server.store.StoreException;

/**
 * What CEMs sent above a threshold and is held, as an operator sees it and decides. Safe for use by several threads.
 */
public final class HeldMessagePages {
    private final CheckStore store;
    private final HeldRequests requests;
    private final Audit audit;

    public HeldMessagePages(CheckStore store, HeldRequests requests, Audit audit) {
        this.store = store;
        this.requests = requests;
        this.audit = audit;
    }

    /**
     * One that waits.
     *
     * @param accepted when the CEM was told that it is held
     * @param releasable false if it can only be dropped
     */
    public record Held(
            String number,
            String dsrsp,
            String cem,
            String counter,
            String kind,
            String reason,
            String accepted,
            int octets,
            String digest,
            boolean releasable) {
        static Held of(HeldMessage message) {
            return new Held(
                    Long.toString(message.number()),
                    message.key().dsrsp().toString(),
                    message.key().cem().toString(),
                    Long.toUnsignedString(message.counter()),
                    message.kind(),
                    message.reason(),
                    Instant.ofEpochMilli(message.atMillis()).toString(),
                    message.octets(),
                    message.digest().hex(),
                    HeldRequests.isReleasable(message));
        }
    }

    /**
     * Some of them, the newest first.
     *
     * @param next what to give as {@code before} for the page after this one; empty text where this is the last
     */
    public record Page(List<Held> held, String next) {}

    public Page page(long before) {
        List<HeldMessage> found = store.heldMessages(before, QuarantinePages.PAGE);
        String next = found.size() < QuarantinePages.PAGE
                ? ""
                : Long.toString(found.get(found.size() - 1).number());
        return new Page(found.stream().map(Held::of).toList(), next);
    }

    /** How many wait. */
    long count() {
        return store.countHeldMessages();
    }

    /**
     * What came of an order.
     *
     * @param decided empty if nothing was changed
     * @param stays why it is held as before; empty text if it was decided, or is not held
     */
    public record Ordered(Optional<Decided> decided, String stays) {}

    /**
     * It goes to its VTN after all, late and after what was sent since, or it never does.
     *
     * @param who an operator's name, for the audit
     */
    public Ordered decide(long number, boolean release, String who) {
        Decided decided =
                new Decided(Long.toString(number), release ? "released" : "dropped", QuarantinePages.name(who));
        Consumer<HeldMessage> told = message -> audit.note(verdict(message, decided));
        HeldRequests.Outcome outcome =
                order(decided, () -> release ? requests.release(number, told) : requests.drop(number, told));
        if (outcome instanceof HeldRequests.Outcome.StaysHeld stays) {
            return new Ordered(Optional.empty(), stays.why());
        }
        return new Ordered(Optional.of(decided).filter(done -> outcome instanceof HeldRequests.Outcome.Done), "");
    }

    /** Of a store that fails it may not be known whether it was decided; who wanted it is known all the same. */
    private HeldRequests.Outcome order(Decided wanted, Supplier<HeldRequests.Outcome> order) {
        try {
            return order.get();
        } catch (StoreException | CompletionException failed) {
            audit.note(Verdict.of(Check.OPERATOR, Ruling.REFUSED, "quarantine", "store")
                    .with("direction", "up")
                    .with("number", wanted.number())
                    .with("order", wanted.decision())
                    .with("by", wanted.by()));
            throw failed;
        }
    }

    private static Verdict verdict(HeldMessage message, Decided decided) {
        return Verdict.of(Check.OPERATOR, Ruling.ORDERED, "quarantine", decided.decision())
                .about(message.key())
                .with("direction", "up")
                .with("number", message.number())
                .with("message", message.kind())
                .with("counter", Long.toUnsignedString(message.counter()))
                .with("digest", message.digest().hex())
                .with("held", message.reason())
                .with("by", decided.by());
    }
}
