package uk.route2b.server.vtn.poll;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.protocol.openadr.RegistrationAnswer;
import uk.route2b.server.configuration.Upstream;
import uk.route2b.server.configuration.VtnDelivery;
import uk.route2b.server.configuration.Wrap;
import uk.route2b.server.delivery.PushOutcome;
import uk.route2b.server.delivery.PushVerdict;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.Ven;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.vtn.PushFacts;
import uk.route2b.server.vtn.PushedPayload;
import uk.route2b.server.vtn.VenBinding;
import uk.route2b.server.vtn.VenMessages;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;

/**
 * Polls for one VEN: one question at a time, never sooner after the last one than the VTN asks.
 *
 * <p>A poll takes a message away from its VTN, so an answer counts as taken once the outbox has stored it, and nothing
 * is asked before. Where an answer was lost, by a start, a fall or a failure of the VTN, the next question is for all
 * events, which openleadr and EPRI give again; other messages are the VTN's to repeat.
 */
final class VenPoll {
    private static final Logger LOG = LoggerFactory.getLogger(VenPoll.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration STORE_AGAIN_FIRST = Duration.ofSeconds(1);
    private static final Duration STORE_AGAIN_MOST = Duration.ofSeconds(60);
    private static final Duration BACK_OFF_MOST = Duration.ofMinutes(5);
    private static final Duration UNREGISTERED = Duration.ofMinutes(1);
    private static final Duration UNREGISTERED_MOST = Duration.ofHours(1);
    private static final int OK = 200;
    private static final int DOUBLINGS_MOST = 12;

    private enum State {
        ASKING,
        POLLING,
        STORING,
        UNREGISTERED,
        WAITING,
        STOPPED
    }

    private final CemKey key;
    private final Ven ven;
    private final boolean named;
    private final Optional<X509Certificate> certificate;
    private final VenPolls.Needs needs;
    private State state = State.ASKING;
    private Optional<Duration> every = Optional.empty();
    private Timers.Timer next = () -> {};
    private boolean eventsMayBeLost = true;
    private boolean underWay;
    private boolean registeredSince;
    private int failures;
    private int refusals;
    private long answered;
    private long stored;
    private String reason = "";

    VenPoll(CemKey key, Cem cem, Ven ven, VenPolls.Needs needs) {
        this.key = key;
        this.ven = VenPolls.taken(ven);
        this.named = cem.hasSeveralVens();
        this.certificate = cem.messageCertificates().stream().findFirst();
        this.needs = needs;
    }

    synchronized void begin(Duration delay) {
        schedule(delay);
    }

    synchronized void stop() {
        state = State.STOPPED;
        next.cancel();
    }

    /** The VEN has registered by itself: what it was told counts, and what was asked before is out of date. */
    synchronized void registered(Optional<Duration> frequency) {
        if (state == State.STOPPED) {
            return;
        }
        every = Optional.of(pace(frequency));
        refusals = 0;
        failures = 0;
        reason = "";
        if (state != State.STORING) {
            state = State.POLLING;
        }
        registeredSince = true;
        if (!underWay && state == State.POLLING) {
            schedule(every.get());
        }
    }

    /** Never faster than the VTN asks; a VTN that pushes is polled only to show that the VEN is alive. */
    private Duration pace(Optional<Duration> asked) {
        Upstream upstream = ven.vtn().upstream();
        Duration own = upstream.delivery() == VtnDelivery.POLL_FOR_VEN
                ? asked.orElse(upstream.pollFallback())
                : upstream.keepAlive().orElse(upstream.pollFallback());
        return asked.filter(slower -> slower.compareTo(own) > 0).orElse(own);
    }

    private void schedule(Duration delay) {
        next.cancel();
        next = needs.timers().after(delay, this::due);
    }

    private synchronized void due() {
        if (state == State.STOPPED || underWay) {
            return;
        }
        if (!needs.mayPoll().test(key)) {
            state = State.WAITING;
            eventsMayBeLost = true;
            schedule(every.orElse(ven.vtn().upstream().pollFallback()));
            return;
        }
        underWay = true;
        registeredSince = false;
        state = every.isEmpty() ? State.ASKING : State.POLLING;
        if (every.isEmpty()) {
            ask(OpenAdrService.REGISTER_PARTY, VenMessages.queryRegistration(requestId(), wrapped()));
        } else if (eventsMayBeLost) {
            ask(OpenAdrService.EVENT, VenMessages.requestEvent(ven.id(), requestId(), wrapped()));
        } else {
            ask(OpenAdrService.POLL, VenMessages.poll(ven.id(), wrapped()));
        }
    }

    private boolean wrapped() {
        return ven.vtn().upstream().wrap() != Wrap.NEVER;
    }

    private String requestId() {
        return HexFormat.of().toHexDigits(needs.random().nextLong());
    }

    private void ask(OpenAdrService service, Octets body) {
        needs.upstream()
                .forward(new VtnRequest(ven.vtn(), ven.id(), service.segment(), Optional.empty(), body, certificate))
                .whenComplete((answer, bug) -> take(bug == null ? answer : VtnAnswer.UNAVAILABLE));
    }

    private synchronized void take(VtnAnswer answer) {
        underWay = false;
        if (state == State.STOPPED) {
            return;
        }
        if (answer.status() != OK) {
            failed("status " + answer.status());
            return;
        }
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(answer.body());
            answered++;
            failures = 0;
            reason = "";
            read(head, answer.body());
        } catch (MalformedException unreadable) {
            failed("unreadable: " + unreadable.reason().code());
        }
    }

    private void read(PayloadHead head, Octets body) {
        OpenAdrMessage message = head.message().orElse(OpenAdrMessage.RESPONSE);
        if (every.isEmpty()) {
            every = Optional.of(pace(RegistrationAnswer.read(body).flatMap(RegistrationAnswer::pollFrequency)));
            state = State.POLLING;
            // What is asked next is no poll, and so no faster poll.
            schedule(Duration.ZERO);
            return;
        }
        eventsMayBeLost = false;
        if (message == OpenAdrMessage.RESPONSE || !message.sentByVtn()) {
            state = State.POLLING;
            refusals = 0;
            schedule(every.get());
        } else if (VenBinding.stranger(head, ven.id()).isPresent()) {
            // The VTN has dropped it with its answer, and would say the same again.
            needs.outbox()
                    .misaddressed(key, ven, VenBinding.stranger(head, ven.id()).get());
            reason = VenBinding.MISMATCH;
            state = State.POLLING;
            schedule(every.get());
        } else {
            state = State.STORING;
            store(PushFacts.of(ven, head, content(body)), 0);
        }
    }

    private OpenAdrExchange content(Octets body) {
        OpenAdrExchange exchange = OpenAdrExchange.of(body);
        return named ? exchange.forVen(ven.id()) : exchange;
    }

    private void store(PushedPayload payload, int tries) {
        needs.outbox().push(key, payload, PATIENCE, verdict -> verdict(payload, verdict, tries));
    }

    private synchronized void verdict(PushedPayload payload, PushVerdict verdict, int tries) {
        if (verdict.outcome() instanceof PushOutcome.Later later && state != State.STOPPED) {
            reason = later.reason();
            LOG.warn(
                    "what VTN {} had for VEN {} is not stored yet ({}); polling waits for it",
                    ven.vtn().name(),
                    ven.id(),
                    later.reason());
            needs.timers().after(doubled(STORE_AGAIN_FIRST, tries, STORE_AGAIN_MOST), () -> store(payload, tries + 1));
            return;
        }
        if (verdict.outcome() instanceof PushOutcome.TooLong tooLong) {
            reason = "too long";
            LOG.error(
                    "what VTN {} had for VEN {} is longer than {} octets and is lost",
                    ven.vtn().name(),
                    ven.id(),
                    tooLong.most());
        }
        if (verdict.outcome() instanceof PushOutcome.Unfit unfit) {
            // The VTN has dropped it with its answer, and would say the same again.
            reason = unfit.reason();
            LOG.error("refused what VTN {} had for VEN {}: {}", ven.vtn().name(), ven.id(), unfit.reason());
        } else {
            stored++;
        }
        verdict.payload().ifPresent(number -> needs.outbox().told(key, number));
        if (state != State.STOPPED) {
            goOn(payload.kind());
        }
    }

    /** A VEN that the VTN does not know is told so once in a while, not with every poll. */
    private void goOn(String kind) {
        boolean unknown = kind.equals(OpenAdrMessage.REQUEST_REREGISTRATION.element());
        Duration pace = every.orElse(ven.vtn().upstream().pollFallback());
        if (unknown && !registeredSince) {
            state = State.UNREGISTERED;
            reason = "the VTN does not know the VEN";
            Duration pause = doubled(UNREGISTERED, refusals++, UNREGISTERED_MOST);
            schedule(pause.compareTo(pace) > 0 ? pause : pace);
        } else {
            state = State.POLLING;
            schedule(pace);
        }
    }

    private void failed(String why) {
        if (failures == 0) {
            LOG.warn("VTN {} does not answer a poll for VEN {}: {}", ven.vtn().name(), ven.id(), why);
        }
        reason = why;
        eventsMayBeLost = true;
        Duration pace = every.orElse(ven.vtn().upstream().pollFallback());
        Duration most = pace.compareTo(BACK_OFF_MOST) > 0 ? pace : BACK_OFF_MOST;
        schedule(doubled(pace, failures++, most));
    }

    private static Duration doubled(Duration first, int times, Duration most) {
        Duration longer = first.multipliedBy(1L << Math.min(times, DOUBLINGS_MOST));
        return longer.compareTo(most) > 0 ? most : longer;
    }

    synchronized PollReport report() {
        return new PollReport(
                ven.vtn().name(),
                ven.id(),
                state.name().toLowerCase(java.util.Locale.ROOT),
                every.map(Duration::toSeconds).orElse(0L),
                answered,
                stored,
                failures,
                reason);
    }
}
