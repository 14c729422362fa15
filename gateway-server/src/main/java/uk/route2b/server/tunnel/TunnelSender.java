package uk.route2b.server.tunnel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.server.configuration.ServerConfiguration.Tunnel;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.MeterRoute;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.schedule.Lane;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.Claim;

/**
 * Sends messages down route 2a. Each method is called in the lane of the CEM concerned; once closed nothing is written.
 */
public final class TunnelSender implements MeterRoute, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TunnelSender.class);

    private final SmartMeterChannel channel;
    private final Executor workers;
    private final Timers timers;
    private final Tunnel settings;
    private final Map<EntityIdentifier, MeterLine> lines = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Map<CemKey, Repaired> repaired = new ConcurrentHashMap<>();
    private final Map<CemKey, AnswerIds> answers = new ConcurrentHashMap<>();

    /** How many fragments of one message were sent again; of each CEM the message repaired last. */
    private record Repaired(long counter, int fragments) {}

    public TunnelSender(SmartMeterChannel channel, Executor workers, Timers timers, Tunnel settings) {
        this.channel = channel;
        this.workers = workers;
        this.timers = timers;
        this.settings = settings;
    }

    /** Sends a message that waits for an answer, until it has it or a link has taken it over. */
    void sendUnanswered(Counterpart counterpart, SignedMessage message) {
        send(counterpart, message, () -> true, () -> {});
    }

    @Override
    public void send(Counterpart counterpart, SignedMessage message, BooleanSupplier wanted, Runnable ended) {
        if (!counterpart.ledger().owns(Claim.SEND)) {
            ended.run();
            return;
        }
        long counter = message.header().counter();
        int id = counterpart.ledger().tunnelId(counter);
        List<Fragment> fragments = FragmentSplitter.split(message.octets(), Direction.DOWN, id);
        line(
                counterpart,
                new TunnelJob(
                        counterpart,
                        "message " + message.header().counterText(),
                        fragments,
                        counterpart.cem().labelHold(),
                        () -> wanted(counterpart, counter, wanted),
                        ended));
    }

    /**
     * Sends an answer. It goes again only if the CEM asks again, and then in the same fragments.
     *
     * @param counter of what it answers
     * @param wanted asked before each fragment
     */
    void answer(Counterpart counterpart, long counter, Octets signed, BooleanSupplier wanted) {
        int id = answers.computeIfAbsent(counterpart.key(), ignored -> new AnswerIds())
                .id(counter, counterpart.ledger()::nextTunnelId);
        line(
                counterpart,
                new TunnelJob(
                        counterpart,
                        "answer to message " + Long.toUnsignedString(counter),
                        FragmentSplitter.split(signed, Direction.DOWN, id),
                        counterpart.cem().labelHold(),
                        () -> CompletableFuture.completedFuture(wanted.getAsBoolean()),
                        () -> {}));
    }

    /** Sends fragments again that the CEM misses, as long as the budget of the message lasts. */
    void repair(Counterpart counterpart, int messageId, List<Integer> indexes) {
        counterpart
                .ledger()
                .inTunnel(messageId)
                .or(() -> answerUnder(counterpart, messageId))
                .ifPresentOrElse(
                        message -> repair(counterpart, message, messageId, indexes),
                        () -> LOG.info(
                                "{} misses fragments of tunnel message {}, which waits for no answer",
                                counterpart.key(),
                                messageId));
    }

    private Optional<SignedMessage> answerUnder(Counterpart counterpart, int messageId) {
        AnswerIds ids = answers.get(counterpart.key());
        OptionalLong counter = ids == null ? OptionalLong.empty() : ids.counter(messageId);
        return counter.isPresent() ? counterpart.ledger().answerTo(counter.getAsLong()) : Optional.empty();
    }

    private void repair(Counterpart counterpart, SignedMessage message, int messageId, List<Integer> indexes) {
        List<Fragment> all = FragmentSplitter.split(message.octets(), Direction.DOWN, messageId);
        List<Fragment> missing = new ArrayList<>();
        indexes.stream().distinct().filter(index -> index < all.size()).forEach(index -> missing.add(all.get(index)));
        long counter = message.header().counter();
        Repaired before = repaired.getOrDefault(counterpart.key(), new Repaired(counter, 0));
        int spent = (before.counter() == counter ? before.fragments() : 0) + missing.size();
        if (missing.isEmpty() || spent > settings.repairFragments()) {
            LOG.warn(
                    "{}: no repair of tunnel message {}: {} fragments asked for, the budget is {}",
                    counterpart.key(),
                    messageId,
                    spent,
                    settings.repairFragments());
            return;
        }
        repaired.put(counterpart.key(), new Repaired(counter, spent));
        String name = "repair of message " + message.header().counterText();
        add(counterpart, name, missing, message);
    }

    /** An answer is repaired as long as there is no link; that it was asked for is reason enough. */
    private void add(Counterpart counterpart, String name, List<Fragment> fragments, SignedMessage message) {
        boolean answer = message.header().cra() == CraFlag.RESPONSE;
        long counter = message.header().counter();
        line(
                counterpart,
                new TunnelJob(
                        counterpart,
                        name,
                        fragments,
                        counterpart.cem().labelHold(),
                        answer
                                ? () -> CompletableFuture.completedFuture(
                                        counterpart.link().isEmpty())
                                : () -> wanted(counterpart, counter, () -> true),
                        () -> {}));
    }

    /** Route 2b is always better: once there is a link the message has gone there. */
    private static CompletionStage<Boolean> wanted(Counterpart counterpart, long counter, BooleanSupplier still) {
        return CompletableFuture.supplyAsync(
                () -> still.getAsBoolean()
                        && counterpart.link().isEmpty()
                        && counterpart.ledger().awaited(counter).isPresent(),
                counterpart.lane());
    }

    private void line(Counterpart counterpart, TunnelJob job) {
        counterpart
                .cem()
                .meter()
                .ifPresentOrElse(
                        meter -> lines.computeIfAbsent(
                                        meter,
                                        each -> newLine(each, counterpart.key().dsrsp()))
                                .add(job),
                        job.ended());
    }

    private MeterLine newLine(EntityIdentifier meter, EntityIdentifier speaker) {
        Lane lane = new Lane(workers, fault -> LOG.error("a bug while writing to meter {}", meter, fault));
        return new MeterLine(meter, speaker, closed::get, channel, lane, timers, settings.attempts(), settings.pause());
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
