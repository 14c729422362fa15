package uk.route2b.server.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.vtn.VenBinding;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.server.vtn.VtnUpstream;

/**
 * Hands the requests of VENs to their VTNs, each once: that it was begun is durable before the first octet leaves, and
 * the answer before it is sent. Used in the lane of the CEM concerned.
 */
public final class Uplink {
    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);
    private static final Duration STORE_AGAIN = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final String THRESHOLD = "threshold";
    /** A counter is a time in milliseconds, so a CEM that was silent jumps; by more than this it is worth a count. */
    private static final Duration JUMP = Duration.ofHours(23);

    private final VtnUpstream upstream;
    private final SigningClock clock;
    private final Timers timers;
    private final StepObserver steps;
    private final int messageOctets;
    private final EnrolmentDesk enrolments;
    private final HeldAnswers held;
    private final UnderWay underWay = new UnderWay();

    /** @param messageOctets largest message either way */
    Uplink(
            VtnUpstream upstream,
            SigningClock clock,
            Timers timers,
            StepObserver steps,
            int messageOctets,
            EnrolmentDesk enrolments,
            HeldAnswers held) {
        this.held = held;
        this.enrolments = enrolments;
        this.upstream = upstream;
        this.clock = clock;
        this.timers = timers;
        this.steps = steps;
        this.messageOctets = messageOctets;
    }

    /** What has gone to a VTN and has no stored answer. */
    public UnderWay underWay() {
        return underWay;
    }

    /**
     * Takes a new message.
     *
     * @param reply where its answer goes once it is stored
     */
    Intake accept(Counterpart counterpart, SignedMessage message, PrivateMessageCode code, Consumer<Octets> reply) {
        steps.reached(Step.UP_1_TAKEN, counterpart.key());
        if (counterpart.ledger().state().inDoubt(message.header().counter())) {
            LOG.warn(
                    "message {} of {} may have been begun by the store that was lost before the restore: in doubt",
                    message.header().counterText(),
                    counterpart.key());
            note(counterpart, message, Check.PARSE_AND_CORRELATE, Ruling.REFUSED, "restored");
            return refuse(counterpart, message, ReceiptStatus.IN_DOUBT, "restored", reply);
        }
        if (code == PrivateMessageCode.CREDENTIALS) {
            return enrol(counterpart, message, reply);
        }
        UplinkDecision decision = UplinkReader.read(counterpart.cem(), message, code, messageOctets);
        if (decision instanceof UplinkDecision.Refuse refuse) {
            LOG.warn("refused a message of {}: {}", counterpart.key(), refuse.reason());
            note(counterpart, message, Check.PARSE_AND_CORRELATE, Ruling.REFUSED, refuse.reason());
            return refuse(counterpart, message, ReceiptStatus.REFUSED, refuse.reason(), reply);
        }
        if (decision instanceof UplinkDecision.Answer answer) {
            LOG.warn("answered a message of {} with 463: {}", counterpart.key(), answer.reason());
            note(counterpart, message, Check.AUTHENTICATION, Ruling.REFUSED, answer.reason());
            Content content = ReadableContent.by(counterpart, answer.exchange().forLink());
            return refuse(counterpart, message, content, answer.reason(), reply);
        }
        UplinkDecision.Forward forward = (UplinkDecision.Forward) decision;
        if (isTooMuch(counterpart, message, forward.kind())) {
            note(counterpart, message, Check.ANOMALY, Ruling.HELD, THRESHOLD);
            return hold(counterpart, message, forward.kind(), reply);
        }
        Optional<String> unfit = SchemaGate.refusal(
                counterpart,
                "message",
                forward.request().body(),
                verdict -> verdict.with("direction", "up").of(message));
        return unfit.isPresent()
                ? refuse(counterpart, message, ReceiptStatus.REFUSED, unfit.get(), reply)
                : begin(counterpart, message, forward.request(), reply);
    }

    /** The answer stands, whatever an operator decides: its VEN is told at once that it may ask again. */
    private Intake hold(Counterpart counterpart, SignedMessage message, String kind, Consumer<Octets> reply) {
        counterpart.counts().refused(THRESHOLD);
        Content receipt = Receipt.of(message, ReceiptStatus.HELD, THRESHOLD).content();
        Optional<Octets> answer = counterpart.ledger().acceptHeld(message, receipt, THRESHOLD, kind);
        answer.ifPresent(signed -> send(counterpart, signed, reply));
        return answer.isPresent() ? Intake.TAKEN : Intake.STALE;
    }

    private static boolean isTooMuch(Counterpart counterpart, SignedMessage message, String kind) {
        long ahead = message.header().counter()
                - counterpart.ledger().state().received().highestAccepted();
        boolean jumps = counterpart.ledger().state().received().highestAccepted() > 0 && ahead > JUMP.toMillis();
        boolean tooFar =
                jumps && counterpart.count("up", Threshold.COUNTER_JUMP, 0).isPresent();
        return counterpart.count("up", kind, message.octets().size()).isPresent() || tooFar;
    }

    /** The certificate is stored as the answer, so a request that comes again gets the same one. */
    private Intake enrol(Counterpart counterpart, SignedMessage message, Consumer<Octets> reply) {
        EnrolmentDesk.Outcome outcome = enrolments.decide(counterpart, message);
        if (outcome instanceof EnrolmentDesk.Outcome.Refused refused) {
            LOG.warn("refused a certificate to {}: {}", counterpart.key(), refused.reason());
            note(counterpart, message, Check.AUTHENTICATION, Ruling.REFUSED, refused.reason());
            return refuse(counterpart, message, ReceiptStatus.REFUSED, refused.reason(), reply);
        }
        note(counterpart, message, Check.AUTHENTICATION, Ruling.ACCEPTED, "");
        Content certificate = ((EnrolmentDesk.Outcome.Issued) outcome).certificate();
        Optional<Octets> answer = counterpart.ledger().acceptAnswered(message, certificate, "");
        answer.ifPresent(signed -> send(counterpart, signed, reply));
        return answer.isPresent() ? Intake.TAKEN : Intake.STALE;
    }

    private static void note(
            Counterpart counterpart, SignedMessage message, Check check, Ruling ruling, String reason) {
        counterpart.note(Verdict.of(check, ruling, "message", reason)
                .with("direction", "up")
                .of(message));
    }

    private Intake refuse(
            Counterpart counterpart,
            SignedMessage message,
            ReceiptStatus status,
            String reason,
            Consumer<Octets> reply) {
        return refuse(counterpart, message, Receipt.of(message, status, reason).content(), reason, reply);
    }

    private Intake refuse(
            Counterpart counterpart, SignedMessage message, Content content, String reason, Consumer<Octets> reply) {
        counterpart.counts().refused(reason);
        Optional<Octets> answer = counterpart.ledger().acceptAnswered(message, content, reason);
        answer.ifPresent(signed -> send(counterpart, signed, reply));
        return answer.isPresent() ? Intake.TAKEN : Intake.STALE;
    }

    private void send(Counterpart counterpart, Octets signed, Consumer<Octets> reply) {
        steps.reached(Step.UP_5_ANSWER_STORED, counterpart.key());
        reply.accept(signed);
        steps.reached(Step.UP_6_ANSWER_SENT, counterpart.key());
    }

    private Intake begin(Counterpart counterpart, SignedMessage message, VtnRequest request, Consumer<Octets> reply) {
        int size = message.octets().size();
        if (!counterpart.uplinkRoom().take(size)) {
            counterpart.counts().refused("request-octets");
            note(counterpart, message, Check.ANOMALY, Ruling.REFUSED, "request-octets");
            return Intake.FULL;
        }
        boolean begun = false;
        try {
            begun = counterpart.ledger().accept(message) == Fence.DONE;
        } catch (StoreException failed) {
            counterpart.requests().mayBeBegun(message.header().counter(), clock.millis());
            throw failed;
        } finally {
            if (!begun) {
                counterpart.uplinkRoom().give(size);
            }
        }
        if (begun) {
            note(counterpart, message, Check.DELIVERY, Ruling.ACCEPTED, "");
            steps.reached(Step.UP_2_BEGUN, counterpart.key());
            forward(counterpart, message, request, reply);
        }
        return begun ? Intake.TAKEN : Intake.STALE;
    }

    /**
     * Goes on with a message that comes again, if the store failed as this process began it and has it as begun by this
     * node all the same: nothing of it has gone to the VTN, and nobody else would ever answer it.
     */
    boolean resume(Counterpart counterpart, SignedMessage message, PrivateMessageCode code, Consumer<Octets> reply) {
        long counter = message.header().counter();
        if (!counterpart.requests().isUncertain(counter)
                || !counterpart.ledger().isBegunHere(counter)) {
            return false;
        }
        UplinkDecision decision = UplinkReader.read(counterpart.cem(), message, code, messageOctets);
        boolean resumed = decision instanceof UplinkDecision.Forward
                && counterpart.uplinkRoom().take(message.octets().size());
        if (resumed) {
            steps.reached(Step.UP_2_BEGUN, counterpart.key());
            forward(counterpart, message, ((UplinkDecision.Forward) decision).request(), reply);
        }
        return resumed;
    }

    private void forward(Counterpart counterpart, SignedMessage message, VtnRequest request, Consumer<Octets> reply) {
        underWay.begin();
        counterpart.requests().begin(message.header().counter());
        ForwardQueue queue = counterpart.forwards(request.ven());
        queue.add(() -> {
            CompletionStage<VtnAnswer> asked = upstream.forward(request);
            steps.reached(Step.UP_3_FORWARDED, counterpart.key());
            asked.whenCompleteAsync(
                    (answer, bug) -> {
                        queue.next();
                        steps.reached(Step.UP_4_VTN_ANSWERED, counterpart.key());
                        answered(counterpart, message, request, bug == null ? answer : VtnAnswer.UNAVAILABLE, reply);
                    },
                    counterpart.lane());
        });
    }

    /** An answer echoes the counter of its message, so it is signed and stored whatever the clock says. */
    private void answered(
            Counterpart counterpart,
            SignedMessage message,
            VtnRequest request,
            VtnAnswer answer,
            Consumer<Octets> reply) {
        Octets signed;
        try {
            signed = counterpart.ledger().answer(message, admitted(counterpart, message, request, answer));
        } catch (StoreException failed) {
            LOG.error("the answer to a message of {} is not stored yet; trying again", counterpart.key(), failed);
            timers.after(
                    STORE_AGAIN,
                    () -> counterpart.lane().execute(() -> answered(counterpart, message, request, answer, reply)));
            return;
        }
        ended(counterpart, message, signed, reply);
    }

    /** Its answer is stored, so this comes once, whether or not the answer gets away now. */
    private void ended(Counterpart counterpart, SignedMessage message, Octets signed, Consumer<Octets> reply) {
        underWay.end();
        counterpart.requests().end(message.header().counter());
        counterpart.uplinkRoom().give(message.octets().size());
        try {
            send(counterpart, signed, reply);
        } catch (StoreException failed) {
            LOG.error(
                    "the answer to a message of {} is stored; it goes when it is asked for", counterpart.key(), failed);
        }
    }

    /** An answer may carry what changes a load, as that to a poll does; what goes beyond the cap is told as held. */
    private Content admitted(Counterpart counterpart, SignedMessage message, VtnRequest request, VtnAnswer answer) {
        Optional<String> refused = AnswerCheck.refusal(answer, request.ven());
        if (refused.isPresent()) {
            counterpart.counts().refused(refused.get());
            Check check = refused.get().equals(VenBinding.MISMATCH) ? Check.AUTHENTICATION : Check.PARSE_AND_CORRELATE;
            LOG.warn(
                    "refused the answer of VTN {} to VEN {} of {}: {}",
                    request.vtn().name(),
                    request.ven(),
                    counterpart.key(),
                    refused.get());
            counterpart.note(Verdict.of(check, Ruling.REFUSED, "answer", refused.get())
                    .with("direction", "down")
                    .with("ven", request.ven())
                    .with("counter", message.header().counterText()));
            return Receipt.of(message, ReceiptStatus.REFUSED, refused.get()).content();
        }
        Optional<String> unfit = unfit(counterpart, message, request, answer);
        if (unfit.isPresent()) {
            counterpart.counts().refused(unfit.get());
            return Receipt.of(message, ReceiptStatus.REFUSED, unfit.get()).content();
        }
        return held.hold(counterpart, request.ven(), answer.body())
                .map(told -> Receipt.of(message, told.status(), told.reason()).content())
                .orElseGet(() -> content(counterpart, request, answer));
    }

    /** A page of text that tells of an error is no payload, and no schema is asked about it. */
    private static Optional<String> unfit(
            Counterpart counterpart, SignedMessage message, VtnRequest request, VtnAnswer answer) {
        return counterpart.checks().schema().isPresent() && AnswerCheck.isPayload(answer)
                ? SchemaGate.refusal(
                        counterpart,
                        "answer",
                        answer.body(),
                        verdict -> verdict.with("direction", "down")
                                .with("ven", request.ven())
                                .with("counter", message.header().counterText()))
                : Optional.empty();
    }

    private Content content(Counterpart counterpart, VtnRequest request, VtnAnswer answer) {
        Content content = ReadableContent.by(
                counterpart, exchange(counterpart, request, answer).forLink());
        if (content.body().size() <= messageOctets - SignedMessage.OVERHEAD) {
            return content;
        }
        LOG.error(
                "the answer of VTN {} is longer than a message may be; the VEN is told 503",
                request.vtn().name());
        return exchange(counterpart, request, VtnAnswer.UNAVAILABLE).forLink();
    }

    private static OpenAdrExchange exchange(Counterpart counterpart, VtnRequest request, VtnAnswer answer) {
        // What format 21 means anyhow is left out, so that the usual answer is XML and nothing else.
        Optional<String> type = answer.type().filter(name -> !isXmlInUtf8(name));
        Optional<String> ven = counterpart.cem().hasSeveralVens() ? Optional.of(request.ven()) : Optional.empty();
        int status = answer.status() == 0 ? OK : answer.status();
        return new OpenAdrExchange(ven, Optional.empty(), status, type, answer.body());
    }

    private static boolean isXmlInUtf8(String type) {
        return type.replaceAll("[\\s\"]", "").matches("(?i)application/xml(;charset=utf-8)?");
    }
}
