package uk.route2b.server.delivery;

import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.store.ConfigurationReport;
import uk.route2b.server.store.Fence;

/**
 * What is done with a message that was judged good, whatever route brought it. Used in the lane of the CEM concerned; a
 * stale fence means that nothing was done because another session has begun.
 */
public final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Uplink uplink;
    private final Fates fates;
    private final Pump pump;
    private final StepObserver steps;
    private final int messageOctets;

    /** @param messageOctets limit on the octets of a payload once inflated */
    Inbox(Uplink uplink, Fates fates, Pump pump, StepObserver steps, int messageOctets) {
        this.uplink = uplink;
        this.fates = fates;
        this.pump = pump;
        this.steps = steps;
        this.messageOctets = messageOctets;
    }

    /** A new message: stored with its counter, acted on once, answered once. */
    public Intake accept(
            Counterpart counterpart, SignedMessage message, PrivateMessageCode code, Consumer<Octets> reply) {
        return uplink.accept(counterpart, message, code, reply);
    }

    /**
     * A message that was taken before: the same answer again, and nothing else. One that waits for its answer goes on
     * waiting: what is under way here answers it, and for what another node has begun the store is looked at again.
     */
    public void again(Counterpart counterpart, SignedMessage message, Consumer<Octets> reply) {
        long counter = message.header().counter();
        Optional<Octets> answer = counterpart.ledger().storedAnswer(counter);
        if (answer.isPresent()) {
            reply.accept(answer.get());
            steps.reached(Step.UP_6_ANSWER_SENT, counterpart.key());
        } else if (!counterpart.requests().isUnderWay(counter) && !resumed(counterpart, message, reply)) {
            counterpart.requests().askAgain(counter, reply);
        }
    }

    private boolean resumed(Counterpart counterpart, SignedMessage message, Consumer<Octets> reply) {
        return PrivateMessageCode.of(message.header().code())
                .filter(code -> uplink.resume(counterpart, message, code, reply))
                .isPresent();
    }

    /** Looks whether what was asked for again has its answer by now. */
    void lookAgain(Counterpart counterpart) {
        counterpart
                .requests()
                .asked()
                .forEach((counter, reply) -> counterpart
                        .ledger()
                        .storedAnswer(counter)
                        .ifPresent(answer -> {
                            counterpart.requests().end(counter);
                            reply.accept(answer);
                            steps.reached(Step.UP_6_ANSWER_SENT, counterpart.key());
                        }));
    }

    /** Whether the largest message of this CEM would be taken now; if not, {@code then} runs once it would. */
    public boolean hasRoom(Counterpart counterpart, Runnable then) {
        if (counterpart.uplinkRoom().isOpen()) {
            return true;
        }
        counterpart.uplinkRoom().whenOpen(then);
        return false;
    }

    /**
     * The answer to a message of ours.
     *
     * @return the reason to refuse the answer: it names other octets than those that it answers
     */
    public Optional<String> settle(Counterpart counterpart, SignedMessage message) {
        long counter = message.header().counter();
        Optional<Awaited> question = counterpart.ledger().awaited(counter);
        if (question.isEmpty()) {
            return Optional.empty();
        }
        CemAnswer answer = CemAnswer.read(message, messageOctets);
        if (answer instanceof CemAnswer.Receipted receipted
                && !receipted.receipt().answers(question.get().digest())) {
            note(counterpart, message, "answer", Ruling.REFUSED, "receipt-digest");
            return Optional.of("receipt-digest");
        }
        steps.reached(Step.DOWN_4_ANSWER_TAKEN, counterpart.key());
        Fence fence =
                counterpart.ledger().settle(message, question.get().configuration(), answer.state(), answer.reason());
        if (fence == Fence.DONE) {
            steps.reached(Step.DOWN_5_SETTLED, counterpart.key());
            log(counterpart, message, answer);
            note(counterpart, message, "answer", Ruling.ACCEPTED, answer.state() + " " + answer.reason());
            CertificateDesk.answered(counterpart, question.get(), answer);
            fates.answered(counterpart, counter, answer);
            pump.run(counterpart);
        }
        return Optional.empty();
    }

    /**
     * The CEM has said up to which of our counters it takes nothing and remembers nothing. What we still want an answer
     * to down there, because this store is an old copy, can never have one: it is given up and reported, since sending
     * it again would cost every link ({@code docs/wire-format.md}, section 5.1).
     */
    public void giveUp(Counterpart counterpart, long spent) {
        for (Awaited message : counterpart.ledger().awaited()) {
            boolean gone = Long.compareUnsigned(message.counter(), spent) <= 0;
            if (gone && counterpart.ledger().giveUp(message.counter(), "counter-spent") == Fence.DONE) {
                LOG.warn(
                        "{} takes message {} no more and remembers nothing of it; whether it acted on it is not known",
                        counterpart.key(),
                        Long.toUnsignedString(message.counter()));
                fates.answered(counterpart, message.counter(), new CemAnswer.Unreadable("counter-spent"));
            }
        }
    }

    /** Link control that asks for nothing to be sent. */
    public Fence note(Counterpart counterpart, SignedMessage message, LinkControl control) {
        ConfigurationReport report = ConfigurationReport.NONE;
        if (control instanceof LinkControl.Configured configured) {
            report = new ConfigurationReport(
                    configured.version(), configured.committed(), Printable.reason(configured.reason()));
            LOG.info(
                    "{} reports link configuration {}: {}",
                    counterpart.key(),
                    configured.version(),
                    configured.committed() ? "committed" : "failed, " + Printable.text(configured.reason()));
        }
        note(counterpart, message, "link control", Ruling.ACCEPTED, "");
        return counterpart.ledger().note(message.header().counter(), report);
    }

    private static void note(
            Counterpart counterpart, SignedMessage message, String subject, Ruling ruling, String reason) {
        counterpart.note(Verdict.of(Check.PARSE_AND_CORRELATE, ruling, subject, reason.strip())
                .with("direction", "up")
                .of(message));
    }

    private static void log(Counterpart counterpart, SignedMessage message, CemAnswer answer) {
        if (answer instanceof CemAnswer.Unreadable unreadable) {
            LOG.warn(
                    "the answer of {} to message {} cannot be read: {}; whether it took it is not known",
                    counterpart.key(),
                    message.header().counterText(),
                    unreadable.reason());
        } else if (answer.state().isDeadLetter()) {
            LOG.warn(
                    "{} did not take message {}: {} {}",
                    counterpart.key(),
                    message.header().counterText(),
                    answer.state(),
                    answer.reason());
        }
    }
}
