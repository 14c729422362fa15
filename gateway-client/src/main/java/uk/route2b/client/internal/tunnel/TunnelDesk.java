package uk.route2b.client.internal.tunnel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.internal.session.Engine;
import uk.route2b.client.internal.session.EngineThread;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkSession;
import uk.route2b.protocol.message.Judgement;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;

/**
 * Puts label texts together and treats what comes out like any message; the meter stands for the DSRSP of the
 * commissioning record. On the engine's thread.
 */
final class TunnelDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TunnelDesk.class);
    private static final int INDEXES_MOST = 64;
    private static final int QUIET_INTERVALS = 6;
    private static final Duration QUIET_LEAST = Duration.ofSeconds(10);

    private final Engine engine;
    private final Reassembler reassembler = new Reassembler(Direction.DOWN, TunnelLimits.DEFAULT);
    private final Budget answersAgain = new Budget(3, 12, Duration.ofHours(1));
    private final Budget repairs = new Budget(4, 12, Duration.ofHours(1));
    /** What a torn or replayed fragment opened is never completed, and stays open for a day. */
    private final Budget repairsOfDay = new Budget(8, 48, Duration.ofDays(1));

    private final Duration quiet;
    private EngineThread.Timer missing = EngineThread.Timer.NONE;

    TunnelDesk(Engine engine, Duration readingInterval) {
        this.engine = engine;
        Duration several = readingInterval.multipliedBy(QUIET_INTERVALS);
        this.quiet = several.compareTo(QUIET_LEAST) < 0 ? QUIET_LEAST : several;
    }

    /** Takes the text of labels. */
    void offer(String text) throws IOException {
        Offered offered = reassembler.offer(text, nowMillis());
        if (offered instanceof Offered.Ignored ignored) {
            LOG.debug("home: labels that are no fragment, {}", ignored.reason());
            return;
        }
        engine.parts().tally().countFragmentRead();
        if (offered instanceof Offered.Candidate candidate && candidate.base64()) {
            judge(candidate);
        }
        awaitQuiet();
    }

    private long nowMillis() {
        return Duration.ofNanos(engine.nanos()).toMillis();
    }

    /** What does not verify stays open: a fragment of it may be another's replay, and the right one may still come. */
    private void judge(Offered.Candidate candidate) throws IOException {
        Judgement judgement = engine.intake().judge(candidate.octets(), OptionalLong.empty());
        if (judgement.kind() == Judgement.Kind.REFUSED) {
            return;
        }
        reassembler.close(candidate);
        act(judgement);
    }

    private void act(Judgement judgement) throws IOException {
        switch (judgement.kind()) {
            case FRESH -> fresh((Judgement.Fresh) judgement);
            case REPEATED -> repeated((Judgement.Repeated) judgement);
            case ANSWER -> engine.outbox().settle(((Judgement.Answer) judgement).message());
            case LINK_CONTROL -> note((Judgement.LinkControl) judgement);
            case REFUSED -> throw new IllegalStateException("a refused message is not acted on");
        }
    }

    private void fresh(Judgement.Fresh fresh) throws IOException {
        if (!engine.intake().accept(fresh.message(), fresh.code(), engine::sendEither)) {
            LOG.warn("home: queues are full, so a message of 2a is not taken; it has to come again");
            return;
        }
        engine.parts().tally().countReceivedByMeter();
    }

    /** The gateway says it again by 2a, so it has no link, whatever ours seems to be: the answer goes the same way. */
    private void repeated(Judgement.Repeated repeated) throws IOException {
        long counter = repeated.remembered().counter();
        Optional<Octets> answer = repeated.remembered().answer();
        if (answer.isPresent() && answersAgain.allows(counter, engine.nanos())) {
            engine.intake().send(answer.get(), engine::sendByMeter);
        }
    }

    private void note(Judgement.LinkControl control) throws IOException {
        try {
            engine.intake().note(control.message(), LinkSession.control(control.message()));
        } catch (MalformedException malformed) {
            LOG.warn("home: link control that can not be read, {}", malformed.getMessage());
        }
    }

    private void awaitQuiet() {
        missing.cancel();
        if (reassembler.openMessages() > 0) {
            missing = engine.parts().loop().after(quiet, this::askForMissing);
        }
    }

    private void askForMissing() throws IOException {
        for (Map.Entry<Integer, List<Integer>> open : reassembler.missing().entrySet()) {
            boolean incomplete = !open.getValue().isEmpty();
            if (incomplete && engine.maySign() && mayAsk(open.getKey(), engine.nanos())) {
                ask(open.getKey(), open.getValue());
            }
        }
        awaitQuiet();
    }

    private boolean mayAsk(int messageId, long nowNanos) {
        boolean may = repairs.has(messageId, nowNanos) && repairsOfDay.has(messageId, nowNanos);
        if (may) {
            repairs.spend(messageId, nowNanos);
            repairsOfDay.spend(messageId, nowNanos);
        }
        return may;
    }

    private void ask(int messageId, List<Integer> indexes) throws IOException {
        List<Integer> some = indexes.subList(0, Math.min(indexes.size(), INDEXES_MOST));
        LOG.info("home: message {} lacks fragments {}, asking for them", messageId, some);
        Octets message = engine.writer()
                .control(new LinkControl.Missing(messageId, some))
                .octets();
        engine.sendByMeter(message);
    }
}
