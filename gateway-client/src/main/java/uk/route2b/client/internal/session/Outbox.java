package uk.route2b.client.internal.session;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.Handover;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.spi.DamagedException;
import uk.route2b.client.spi.Step;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.Refusal;
import uk.route2b.protocol.message.SendWindow;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.TunnelMessage;

/**
 * What this CEM sends: first what is signed and unanswered, lowest counter first, then new requests up to the window.
 *
 * <p>A request is signed, and its signed octets are committed, before the first octet leaves; every repetition is of
 * those octets. What is neither signed nor refused waits in a bounded queue in memory.
 */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration CONGESTION_PAUSE = Duration.ofMillis(50);
    private static final Duration CLOCK_PAUSE = Duration.ofSeconds(30);

    private final EngineParts parts;
    private final MessageWriter writer;
    private final AnswerReader answers;
    private final PayloadDesk desk;
    private final Executor completions;
    private final Deque<Pending> queue = new ArrayDeque<>();
    private final Map<Long, CompletableFuture<OpenAdrAnswer>> waiting = new HashMap<>();
    private final NavigableSet<Long> toSend = new TreeSet<>(Long::compareUnsigned);
    private EngineThread.Timer clock = EngineThread.Timer.NONE;
    private long queuedOctets;
    private @Nullable Link link;
    private LinkControl.@Nullable Welcome welcome;
    private @Nullable ControlRoute fallback;
    private CredentialAnswers credentials = answer -> {};
    private final MeterRepeats repeats;
    private final FailurePause preparation = new FailurePause();
    private EngineThread.Timer repetition = EngineThread.Timer.NONE;
    private boolean closed;

    Outbox(EngineParts parts, MessageWriter writer, AnswerReader answers, PayloadDesk desk, Executor completions) {
        this.parts = parts;
        this.writer = writer;
        this.answers = answers;
        this.desk = desk;
        this.completions = completions;
        this.repeats = new MeterRepeats(parts.limits().byMeter());
    }

    /** Takes a request, or refuses it with a reason; {@code answer} is completed either way, some time. */
    void submit(OpenAdrRequest request, CompletableFuture<OpenAdrAnswer> answer) throws IOException {
        Optional<String> refusal = refusal(request);
        if (refusal.isPresent()) {
            complete(answer, new OpenAdrAnswer.NotSent(refusal.get()));
            return;
        }
        queue.add(new Pending(request, answer));
        queuedOctets += request.body().size();
        resume();
    }

    /** What kept messages back may be over: sends what may go now, by the route that there is. */
    void resume() throws IOException {
        pump();
        if (fallback != null) {
            sendByMeter(fallback);
        }
    }

    /** Takes the answers to requests for credentials. */
    @FunctionalInterface
    interface CredentialAnswers {
        void settle(SignedMessage answer) throws IOException;
    }

    void onCredentials(CredentialAnswers desk) {
        credentials = desk;
    }

    /** Takes a request back that is not signed yet. */
    void withdraw(CompletableFuture<OpenAdrAnswer> answer) {
        queue.stream()
                .filter(pending -> pending.answer() == answer)
                .findFirst()
                .ifPresent(pending -> drop(pending, "withdrawn"));
    }

    /** There has been no link for too long: what is urgent goes by 2a, from now on until {@link #opened}. */
    void fallBack(ControlRoute route) throws IOException {
        fallback = route;
        repeats.clear();
        sendByMeter(route);
    }

    boolean isFallenBack() {
        return fallback != null;
    }

    /** Lowest counter first: what is signed, then what is urgent in the queue; the others wait for the link. */
    private void sendByMeter(ControlRoute route) throws IOException {
        repetition.cancel();
        awaitClock();
        try {
            makeReady();
        } finally { // a journal that takes nothing new holds up nothing that is in it
            sendReady(route);
        }
    }

    /** What has to be committed before it may go. A journal in doubt is asked by its recovery alone. */
    private void makeReady() throws IOException {
        long now = parts.time().monotonicNanos();
        if (parts.keeper().isInDoubt() || preparation.left(now).isPresent()) {
            return;
        }
        preparation.tried(now);
        for (Map.Entry<Long, OutgoingEntry> each :
                parts.keeper().state().outgoing().entrySet()) {
            if (each.getValue().urgent() && each.getValue().tunnelMessage().isEmpty()) {
                number(each.getKey(), each.getValue());
            }
        }
        signUrgent();
        preparation.worked();
    }

    private void sendReady(ControlRoute route) throws IOException {
        long now = parts.time().monotonicNanos();
        try {
            for (Map.Entry<Long, OutgoingEntry> each :
                    parts.keeper().state().outgoing().entrySet()) {
                OptionalInt messageId = each.getValue().tunnelMessage();
                if (each.getValue().urgent() && messageId.isPresent() && repeats.isDue(each.getKey(), now)) {
                    byMeter(each.getKey(), messageId.getAsInt(), route);
                }
            }
        } finally {
            Stream.of(repeats.untilNext(now), preparation.left(now))
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder())
                    .ifPresent(this::repeatAfter);
        }
    }

    /** Never at once: what could not be sent now, as it could not be read, is due still. */
    private void repeatAfter(Duration pause) {
        Duration wait = pause.compareTo(FailurePause.LEAST) > 0 ? pause : FailurePause.LEAST;
        repetition = parts.loop().after(wait, () -> {
            if (fallback != null) {
                sendByMeter(fallback);
            }
        });
    }

    private void signUrgent() throws IOException {
        for (Pending pending : List.copyOf(queue)) {
            boolean mayGo = parts.keeper().state().sent().window().isOpen()
                    && parts.time().maySign();
            Content content = answers.content(pending.request());
            if (pending.request().urgent() && mayGo && fits(content)) {
                sign(pending, content, OptionalInt.of(parts.keeper().state().tunnelMessage()));
            }
        }
    }

    /** Around the body comes what cannot be deflated. */
    private boolean fits(Content content) {
        int around = SignedMessage.OVERHEAD * 4 / 3 + 1;
        return fits(
                TunnelMessage.fragments(content.body(), Direction.UP) + around / Direction.UP.sliceCharacters() + 1);
    }

    private boolean fits(int fragments) {
        return fragments <= parts.limits().byMeter().fragments();
    }

    /** The id on 2a is kept for every repetition. */
    private void number(long counter, OutgoingEntry entry) throws IOException {
        if (signedOctets(counter).filter(this::fits).isPresent()) {
            CemState state = parts.keeper().state();
            parts.keeper()
                    .commit(state.put(counter, entry.inTunnel(state.tunnelMessage()))
                            .withTunnelMessageUsed());
        }
    }

    private boolean fits(Octets signed) {
        return fits(TunnelMessage.fragments(signed, Direction.UP));
    }

    /** The same octets as on the link. */
    private void byMeter(long counter, int messageId, ControlRoute route) throws IOException {
        Optional<Octets> octets = signedOctets(counter).filter(this::fits);
        if (octets.isEmpty()) {
            return;
        }
        LOG.info("message: counter {} goes by 2a", Long.toUnsignedString(counter));
        repeats.sent(counter, parts.time().monotonicNanos());
        parts.tally().countSentByMeter();
        route.send(octets.get(), messageId);
        parts.steps().reached(Step.UP_2_SENT);
    }

    private Optional<String> refusal(OpenAdrRequest request) {
        if (closed) {
            return Optional.of("closed");
        }
        if (request.body().size() + SignedMessage.OVERHEAD > parts.limits().messageOctets()) {
            return Optional.of("too-large");
        }
        boolean full = queue.size() >= parts.limits().queuedRequests()
                || queuedOctets + request.body().size() > parts.limits().queuedOctets();
        return full
                ? Optional.of("queue-full")
                : answers.refusal(request, parts.keeper().state().inbox());
    }

    /** The gateway welcomed us on {@code opened}: resend, then go on. */
    void opened(Link opened, LinkControl.Welcome said) throws IOException {
        link = opened;
        welcome = said;
        fallback = null;
        repetition.cancel();
        repeats.clear();
        preparation.worked();
        toSend.clear();
        giveUpTo(said.spent());
        toSend.addAll(parts.keeper().state().outgoing().keySet());
        pump();
    }

    /** There is no link. */
    void closed() {
        link = null;
        toSend.clear();
    }

    int queued() {
        return queue.size();
    }

    /** Sends as long as the link takes it and the window allows. */
    private void pump() throws IOException {
        while (link != null && link.isOpen()) {
            if (link.isCongested()) {
                parts.loop().after(CONGESTION_PAUSE, this::pump);
                return;
            }
            if (!toSend.isEmpty()) {
                long counter = toSend.first();
                toSend.remove(counter);
                sendAgain(link, counter);
            } else if (!queue.isEmpty() && mayGo()) {
                signNext(link);
            } else {
                awaitClock();
                return;
            }
        }
    }

    /** What waits because the clock has jumped goes once it is right or accepted; nothing else would wake it. */
    private void awaitClock() {
        clock.cancel();
        if (!queue.isEmpty() && !parts.time().maySign()) {
            clock = parts.loop().after(CLOCK_PAUSE, this::resume);
        }
    }

    private void sendAgain(Link open, long counter) throws IOException {
        Optional<Octets> octets = signedOctets(counter);
        if (octets.isPresent()) {
            send(open, octets.get());
        }
    }

    /**
     * Empty if the medium lost them: the message is given up, because every repetition has to be of the same octets.
     */
    private Optional<Octets> signedOctets(long counter) throws IOException {
        try {
            return Optional.of(parts.keeper().body(OutgoingEntry.body(counter)));
        } catch (DamagedException lost) {
            LOG.error("journal: the signed octets of counter {} are lost", Long.toUnsignedString(counter), lost);
            parts.tally().countDamaged();
            giveUp(counter, "damaged");
            return Optional.empty();
        }
    }

    /** The gateway has nothing left of these, as after this CEM was restored from an old copy. */
    private void giveUpTo(long spent) throws IOException {
        for (long counter : parts.keeper().state().outgoing().keySet()) {
            if (Long.compareUnsigned(counter, spent) <= 0) {
                giveUp(counter, Refusal.COUNTER_SPENT.code());
            }
        }
    }

    /**
     * The gateway refused a message of ours as spent although its welcome did not say so: it lies between what the
     * gateway remembers. It judges in the order in which we send, lowest counter first, so the lowest that went out on
     * this link is the one. Sent again it would end every link.
     *
     * @return whether there was one
     */
    boolean giveUpSpent() throws IOException {
        for (long counter : parts.keeper().state().outgoing().keySet()) {
            if (!toSend.contains(counter)) {
                giveUp(counter, Refusal.COUNTER_SPENT.code());
                return true;
            }
        }
        return false;
    }

    /** Whoever waits is told that nobody knows: it may have taken effect, and its answer may have been lost. */
    private void giveUp(long counter, String reason) throws IOException {
        parts.keeper().commit(parts.keeper().state().settled(counter));
        parts.tally().countGivenUp();
        toSend.remove(counter);
        repeats.settled(counter);
        LOG.error(
                "message: counter {} is given up, {}: whether the VTN got it is not known",
                Long.toUnsignedString(counter),
                reason);
        CompletableFuture<OpenAdrAnswer> waiter = waiting.remove(counter);
        if (waiter != null) {
            complete(waiter, new OpenAdrAnswer.Receipted(ReceiptStatus.IN_DOUBT, reason));
        }
    }

    private boolean mayGo() {
        SendWindow window = parts.keeper().state().sent().window();
        return welcome != null
                && window.isOpen()
                && window.size() < welcome.window()
                && parts.time().maySign();
    }

    private void signNext(Link open) throws IOException {
        Pending next = queue.element();
        Optional<Content> content = content(next.request());
        if (content.isEmpty()) {
            drop(next, "format");
            return;
        }
        if (welcome != null && content.get().body().size() + SignedMessage.OVERHEAD > welcome.messageOctets()) {
            drop(next, "too-large");
            return;
        }
        send(open, sign(next, content.get(), OptionalInt.empty()));
    }

    private void send(Link open, Octets message) throws IOException {
        open.send(message);
        parts.steps().reached(Step.UP_2_SENT);
    }

    /** Signs and commits, with the next id on 2a if it goes there; the octets may leave now. */
    private Octets sign(Pending next, Content content, OptionalInt messageId) throws IOException {
        long counter = writer.nextCounter();
        SignedMessage message = writer.message(counter, PrivateMessageCode.OPENADR, content);
        OpenAdrRequest request = next.request();
        OutgoingEntry entry = new OutgoingEntry(message.digest(), request.ven(), request.urgent(), messageId);
        CemState signed = parts.keeper().state().signed(counter, entry);
        parts.keeper()
                .commit(
                        messageId.isPresent() ? signed.withTunnelMessageUsed() : signed,
                        Map.of(OutgoingEntry.body(counter), message.octets()));
        parts.steps().reached(Step.UP_1_SIGNED);
        remove(next);
        waiting.put(counter, next.answer());
        return message.octets();
    }

    /** In a format that the gateway reads, if there is one. */
    private Optional<Content> content(OpenAdrRequest request) {
        Content wished = answers.content(request);
        if (welcome == null || welcome.reads().reads(PrivateMessageCode.OPENADR, wished.format())) {
            return Optional.of(wished);
        }
        Content plain = answers.plainContent(request);
        return welcome.reads().reads(PrivateMessageCode.OPENADR, plain.format())
                ? Optional.of(plain)
                : Optional.empty();
    }

    private void drop(Pending pending, String reason) {
        remove(pending);
        complete(pending.answer(), new OpenAdrAnswer.NotSent(reason));
    }

    private void remove(Pending pending) {
        queue.remove(pending);
        queuedOctets -= pending.octets();
    }

    /**
     * Stores that a message of ours was answered, once, and tells whoever waits. A request of the VTN that the answer
     * carries is kept in the same commit until the VEN has it, whoever waits.
     */
    public void settle(SignedMessage answer) throws IOException {
        long counter = answer.header().counter();
        if (answer.header().code().equals(PrivateMessageCode.CREDENTIALS.code())) {
            toSend.remove(counter);
            credentials.settle(answer);
            pump();
            return;
        }
        parts.steps().reached(Step.UP_3_ANSWER_TAKEN);
        CemState state = parts.keeper().state();
        OutgoingEntry entry = state.outgoing().get(counter);
        if (entry == null) {
            throw new IllegalStateException("counter " + Long.toUnsignedString(counter) + " is in the window only");
        }
        AnswerReader.Read read = answers.read(counter, answer, entry);
        OptionalLong kept = store(state.settled(counter), read.request());
        parts.steps().reached(Step.UP_4_SETTLED);
        CompletableFuture<OpenAdrAnswer> waiter = waiting.remove(counter);
        toSend.remove(counter);
        repeats.settled(counter);
        LOG.info(
                "message: counter {} answered, {}",
                Long.toUnsignedString(counter),
                read.answer().kind());
        Handover handover = kept.isPresent() ? desk.handover(kept.getAsLong()) : Handover.NONE;
        if (waiter == null) {
            handover.lost();
        } else {
            tell(waiter, read.with(handover), handover);
        }
        resume();
    }

    private OptionalLong store(CemState settled, Optional<AnswerReader.Carried> carried) throws IOException {
        if (carried.isEmpty()) {
            parts.keeper().commit(settled);
            return OptionalLong.empty();
        }
        AnswerReader.Carried request = carried.get();
        List<Long> superseded = settled.inbox().numbers(request.superseded());
        Inbox inbox = settled.inbox().without(request.superseded()).with(request.entry());
        parts.keeper().commit(settled.with(inbox), Map.of(InboxEntry.body(inbox.lastNumber()), request.body()));
        desk.superseded(superseded);
        return OptionalLong.of(inbox.lastNumber());
    }

    /** Nothing more will be sent; what was signed goes on after the next start. */
    void close() {
        closed = true;
        closed();
        repetition.cancel();
        clock.cancel();
        queue.forEach(pending -> complete(pending.answer(), new OpenAdrAnswer.NotSent("closed")));
        queue.clear();
        waiting.values().forEach(answer -> completions.execute(() -> answer.cancel(false)));
        waiting.clear();
    }

    /** Who gave up waiting at this very moment did not get it. */
    private void tell(CompletableFuture<OpenAdrAnswer> waiter, OpenAdrAnswer answer, Handover handover) {
        completions.execute(() -> {
            if (!waiter.complete(answer)) {
                handover.lost();
            }
            parts.steps().reached(Step.UP_5_TOLD);
        });
    }

    private void complete(CompletableFuture<OpenAdrAnswer> waiter, OpenAdrAnswer answer) {
        completions.execute(() -> waiter.complete(answer));
    }
}
