package uk.route2b.server.delivery;

import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.store.Fence;

/**
 * What is done with a message that was judged good, whatever route brought it. Used in the lane of the CEM concerned; a
 * stale fence means that nothing was done because another session has begun.
 */
public final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Uplink uplink;
    private final int messageOctets;

    /** @param messageOctets limit on the octets of a payload once inflated */
    public Inbox(Uplink uplink, int messageOctets) {
        this.uplink = uplink;
        this.messageOctets = messageOctets;
    }

    /** A new message: stored with its counter, acted on once, answered once. */
    public Fence accept(
            Counterpart counterpart, SignedMessage message, PrivateMessageCode code, Consumer<Octets> reply) {
        return uplink.accept(counterpart, message, code, reply);
    }

    /** A message that was answered already: its answer again, and nothing else. */
    public void answerAgain(Counterpart counterpart, SignedMessage message, Consumer<Octets> reply) {
        counterpart.ledger().storedAnswer(message.header().counter()).ifPresent(reply);
    }

    /**
     * The answer to a message of ours.
     *
     * @return the reason to refuse the answer: it names other octets than those that it answers
     */
    public Optional<String> settle(Counterpart counterpart, SignedMessage answer) {
        Optional<SignedMessage> question =
                counterpart.ledger().outgoing(answer.header().counter());
        if (question.isEmpty()) {
            return Optional.empty();
        }
        DownlinkOutcome outcome = outcome(answer);
        if (outcome instanceof DownlinkOutcome.Receipted receipted
                && !receipted.receipt().answers(question.get().digest())) {
            return Optional.of("receipt-digest");
        }
        if (counterpart.ledger().settle(answer, configurationVersion(question.get())) == Fence.DONE) {
            log(counterpart, question.get(), outcome);
            counterpart.awaited(answer.header().counter()).ifPresent(future -> future.complete(outcome));
        }
        return Optional.empty();
    }

    /** Link control that asks for nothing to be sent. */
    public Fence note(Counterpart counterpart, SignedMessage message, LinkControl control) {
        long confirmed = 0;
        if (control instanceof LinkControl.Configured configured) {
            confirmed = configured.committed() ? configured.version() : 0;
            LOG.info(
                    "{} reports link configuration {}: {}",
                    counterpart.key(),
                    configured.version(),
                    configured.committed() ? "committed" : "failed, " + printable(configured.reason()));
        }
        return counterpart.ledger().note(message.header().counter(), confirmed);
    }

    private DownlinkOutcome outcome(SignedMessage answer) {
        try {
            Content content = Content.read(answer.content());
            PrivateMessageCode code =
                    PrivateMessageCode.of(answer.header().code()).orElseThrow();
            if (!code.carries(CraFlag.RESPONSE, content.format())) {
                return new DownlinkOutcome.NotSent("format");
            }
            return content.format() == ContentFormat.RECEIPT
                    ? new DownlinkOutcome.Receipted(Receipt.read(content.body()))
                    : new DownlinkOutcome.Answered(OpenAdrExchange.read(content, messageOctets));
        } catch (MalformedException malformed) {
            return new DownlinkOutcome.NotSent(malformed.reason().code());
        }
    }

    private static void log(Counterpart counterpart, SignedMessage question, DownlinkOutcome outcome) {
        if (outcome instanceof DownlinkOutcome.Receipted receipted && !receipted.isStored()) {
            LOG.warn(
                    "{} did not take message {}: {} {}",
                    counterpart.key(),
                    question.header().counterText(),
                    receipted.receipt().status(),
                    printable(receipted.receipt().detail()));
        } else if (outcome instanceof DownlinkOutcome.NotSent unreadable) {
            LOG.warn(
                    "the answer of {} to message {} cannot be read: {}; it is done with",
                    counterpart.key(),
                    question.header().counterText(),
                    unreadable.reason());
        }
    }

    /** The version in a link configuration of ours; 0 for any other message. */
    static long configurationVersion(SignedMessage ours) {
        if (!ours.header().code().equals(PrivateMessageCode.LINK_CONFIGURATION.code())) {
            return 0;
        }
        try {
            Octets json = Content.read(ours.content()).plainBody(ConfigurationDesk.JSON_MOST);
            return LinkConfigurationJson.read(json).version();
        } catch (MalformedException broken) {
            throw new IllegalStateException("a stored link configuration of ours cannot be read", broken);
        }
    }

    /** What a peer chose must not write lines into our log. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }
}
