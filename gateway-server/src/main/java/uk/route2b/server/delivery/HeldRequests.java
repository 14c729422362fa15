package uk.route2b.server.delivery;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.store.CheckStore;
import uk.route2b.server.store.HeldMessage;
import uk.route2b.server.vtn.VenStatements;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.server.vtn.VtnUpstream;

/**
 * Requests of VENs that are held because they were above a threshold: an operator lets one go to its VTN after all, at
 * most once, or drops it. Safe for use by several threads.
 *
 * <p>That it was decided is durable before the first octet leaves; a process that ends in between does not send it. Its
 * CEM was answered for good when it was held, so the VTN's answer goes nowhere but into the audit, as its status.
 */
public final class HeldRequests {
    private static final String SUBJECT = "quarantine";

    private final CheckStore store;
    private final Counterparts counterparts;
    private final VtnUpstream upstream;
    private final UnderWay underWay;
    private final int messageOctets;

    /**
     * @param underWay told of what goes to a VTN
     * @param messageOctets limit on the octets of a payload once inflated
     */
    HeldRequests(
            CheckStore store, Counterparts counterparts, VtnUpstream upstream, UnderWay underWay, int messageOctets) {
        this.store = store;
        this.counterparts = counterparts;
        this.upstream = upstream;
        this.underWay = underWay;
        this.messageOctets = messageOctets;
    }

    /** What came of an order. */
    public sealed interface Outcome {
        /** It was carried out. */
        record Done() implements Outcome {}

        /** Nothing that is kept is held under this number. */
        record NotHeld() implements Outcome {}

        /**
         * It is held as before.
         *
         * @param why a sentence
         */
        record StaysHeld(String why) implements Outcome {}
    }

    private static final Outcome DONE = new Outcome.Done();
    private static final Outcome NOT_HELD = new Outcome.NotHeld();

    /** Whether this one can be released; it can be dropped anyhow. */
    public static boolean isReleasable(HeldMessage held) {
        return VenStatements.isOne(held.kind());
    }

    /**
     * It goes to its VTN, late and after what was sent since.
     *
     * @param decided told, once it is decided and before it goes
     */
    public Outcome release(long number, Consumer<HeldMessage> decided) {
        Optional<HeldMessage> held = find(number);
        if (held.isEmpty()) {
            return NOT_HELD;
        }
        if (!isReleasable(held.get())) {
            return new Outcome.StaysHeld("what it asks for would be lost, because nobody waits for the answer any more;"
                    + " its VEN asks again by itself, and this one can be dropped");
        }
        return counterparts
                .find(held.get().key())
                .filter(Counterpart::isActive)
                .map(counterpart -> CompletableFuture.supplyAsync(
                                () -> release(counterpart, held.get(), decided), counterpart.lane())
                        .join())
                .orElse(new Outcome.StaysHeld("its CEM is not active; it can be dropped"));
    }

    /**
     * It never goes.
     *
     * @param decided told, once it is decided
     */
    public Outcome drop(long number, Consumer<HeldMessage> decided) {
        Optional<HeldMessage> held =
                find(number).filter(one -> store.decideHeldMessage(number).isPresent());
        held.ifPresent(decided);
        return held.isPresent() ? DONE : NOT_HELD;
    }

    private Optional<HeldMessage> find(long number) {
        return store.heldMessages(number + 1, 1).stream()
                .filter(held -> held.number() == number)
                .findFirst();
    }

    private Outcome release(Counterpart counterpart, HeldMessage held, Consumer<HeldMessage> decided) {
        if (!counterpart.uplinkRoom().take(held.octets())) {
            return new Outcome.StaysHeld("too much waits for VTNs already; try again");
        }
        boolean goes = false;
        try {
            Optional<Octets> octets = store.decideHeldMessage(held.number());
            octets.ifPresent(ignored -> decided.accept(held));
            goes = octets.isPresent() && forward(counterpart, Awaited.read(octets.get()));
            return octets.isPresent() ? DONE : NOT_HELD;
        } finally {
            if (!goes) {
                counterpart.uplinkRoom().give(held.octets());
            }
        }
    }

    /** The register and the operator's schema may have changed since; false if it does not go. */
    private boolean forward(Counterpart counterpart, SignedMessage message) {
        UplinkDecision decision =
                UplinkReader.read(counterpart.cem(), message, PrivateMessageCode.OPENADR, messageOctets);
        Optional<String> refused = refusal(counterpart, message, decision);
        refused.ifPresent(reason -> note(counterpart, message, Ruling.REFUSED, reason, ""));
        if (refused.isEmpty()) {
            send(counterpart, message, ((UplinkDecision.Forward) decision).request());
        }
        return refused.isEmpty();
    }

    private static Optional<String> refusal(Counterpart counterpart, SignedMessage message, UplinkDecision decision) {
        if (decision instanceof UplinkDecision.Refuse refuse) {
            return Optional.of(refuse.reason());
        }
        if (decision instanceof UplinkDecision.Answer answer) {
            return Optional.of(answer.reason());
        }
        return SchemaGate.refusal(
                counterpart,
                "message",
                ((UplinkDecision.Forward) decision).request().body(),
                verdict -> verdict.with("direction", "up").of(message));
    }

    private void send(Counterpart counterpart, SignedMessage message, VtnRequest request) {
        underWay.begin();
        ForwardQueue queue = counterpart.forwards(request.ven());
        queue.add(() -> upstream.forward(request)
                .whenCompleteAsync(
                        (answer, bug) -> {
                            queue.next();
                            answered(counterpart, message, bug == null ? answer : VtnAnswer.UNAVAILABLE);
                        },
                        counterpart.lane()));
    }

    private void answered(Counterpart counterpart, SignedMessage message, VtnAnswer answer) {
        note(counterpart, message, Ruling.ORDERED, "forwarded", Integer.toString(answer.status()));
        counterpart.uplinkRoom().give(message.octets().size());
        underWay.end();
    }

    /** As the check of an operator's order, which is never left out of the audit, however many there are. */
    private static void note(
            Counterpart counterpart, SignedMessage message, Ruling ruling, String reason, String status) {
        Verdict verdict = Verdict.of(Check.OPERATOR, ruling, SUBJECT, reason)
                .about(counterpart.key())
                .with("direction", "up")
                .of(message);
        counterpart.checks().audit().note(status.isEmpty() ? verdict : verdict.with("status", status));
    }
}
