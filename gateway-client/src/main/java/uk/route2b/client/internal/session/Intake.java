package uk.route2b.client.internal.session;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.spi.Step;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.End;
import uk.route2b.protocol.message.Judgement;
import uk.route2b.protocol.message.Originator;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.Reception;
import uk.route2b.protocol.message.Refusal;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Judges, stores and answers what arrives, whichever route it came by. */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final EngineParts parts;
    private final MessageWriter writer;
    private final Signers signers;
    private final Reception reception;
    private final Map<PrivateMessageCode, Effect.Decision> decisions;

    Intake(
            EngineParts parts,
            MessageWriter writer,
            Signers signers,
            Map<PrivateMessageCode, Effect.Decision> decisions) {
        this.parts = parts;
        this.writer = writer;
        this.signers = signers;
        SignedMessageReader reader = new SignedMessageReader(parts.limits().messageOctets());
        this.reception = new Reception(End.CEM, parts.record().cem(), reader, Ecdsa.PLATFORM);
        this.decisions = Map.copyOf(decisions);
    }

    /** Judges what arrived; nothing changes but a count. */
    public Judgement judge(Octets octets, OptionalLong helloCounter) {
        CemState state = parts.keeper().state();
        List<PublicKey> valid = signers.keys(state, parts.time().validity(state.time()));
        Judgement judgement = judge(octets, helloCounter, state, valid);
        if (isUnverified(judgement) && isCredentials(octets)) {
            judgement = judge(octets, helloCounter, state, signers.keysForCredentials(state));
        }
        if (judgement instanceof Judgement.Refused refused) {
            count(refused);
        }
        return judgement;
    }

    private Judgement judge(Octets octets, OptionalLong helloCounter, CemState state, List<PublicKey> keys) {
        return reception.judge(
                octets,
                new Originator(parts.record().dsrsp(), keys),
                state.received(),
                state.sent().window(),
                helloCounter,
                parts.time().trusted());
    }

    private static boolean isUnverified(Judgement judgement) {
        return judgement instanceof Judgement.Refused refused && refused.reason() == Refusal.SIGNATURE;
    }

    /** What the recovery key or an expired signer may still sign. */
    private boolean isCredentials(Octets octets) {
        try {
            SignedMessage message = reception.reader().read(octets);
            return message.header().cra() == CraFlag.COMMAND
                    && message.header().code().equals(PrivateMessageCode.CREDENTIALS.code());
        } catch (MalformedException impossible) {
            throw new IllegalStateException("a message whose signature was judged can be read", impossible);
        }
    }

    private void count(Judgement.Refused refused) {
        parts.tally().countRefused();
        if (refused.reason() == Refusal.COUNTER_CONFLICT) {
            parts.tally().countAlarm();
            LOG.error(
                    "message: alarm, the DSRSP signed two different messages with one counter; digest {};"
                            + " tell the DSRSP, its key or its counters are not in order",
                    refused.digest().hex());
        } else {
            LOG.warn(
                    "message: refused, {} {}; digest {}; {}",
                    refused.reason().code(),
                    refused.detail(),
                    refused.digest().hex(),
                    refused.reason().meaning());
        }
    }

    /** Takes an answer that is stored, to send it. */
    @FunctionalInterface
    public interface Sender {
        void send(Octets answer) throws IOException;
    }

    /**
     * Stores a new message and its answer in one commit, sends the answer, then acts.
     *
     * @return false if queues are full: nothing was stored, nothing is sent
     */
    public boolean accept(SignedMessage message, PrivateMessageCode code, Sender sender) throws IOException {
        parts.steps().reached(Step.DOWN_1_TAKEN);
        CemState state = parts.keeper().state();
        Effect.Decision decision = decisions.get(code);
        Optional<Effect> effect = isDoubtful(message, state)
                ? Optional.of(doubted(message))
                : decision == null ? Optional.of(Effect.refused("not-supported")) : decision.decide(message, state);
        if (effect.isEmpty()) {
            return false;
        }
        Octets answer = store(message, state, effect.get());
        try {
            send(answer, sender);
        } finally { // stored and acknowledged, or to be: a link that fails now takes nothing from its VEN
            effect.get().afterwards().run();
        }
        return true;
    }

    /** The state that was lost may have taken it and acted on it; the DSRSP decides what to make of that. */
    private static boolean isDoubtful(SignedMessage message, CemState state) {
        long counter = message.header().counter();
        return state.restored().filter(span -> span.doubts(counter)).isPresent();
    }

    private Effect doubted(SignedMessage message) {
        parts.tally().countDoubted();
        LOG.warn(
                "message: counter {} is from before this CEM was restored from a copy; whether it was taken then is not"
                        + " known, so nothing is done with it",
                message.header().counterText());
        return Effect.only(ReceiptStatus.IN_DOUBT, "restored");
    }

    /** Sends an answer that is stored, now or since long. */
    public void send(Octets answer, Sender sender) throws IOException {
        sender.send(answer);
        parts.steps().reached(Step.DOWN_3_ANSWERED);
    }

    private Octets store(SignedMessage message, CemState state, Effect effect) throws IOException {
        Receipt receipt = Receipt.of(message, effect.status(), effect.detail());
        Octets answer = writer.answer(message, receipt.content()).octets();
        CemState next = effect.change().apply(state).accepted(message.header().counter(), message.digest(), answer);
        Map<String, Octets> bodies = effect.payload()
                .map(body -> Map.of(InboxEntry.body(next.inbox().lastNumber()), body))
                .orElse(Map.of());
        parts.keeper().commit(next, bodies);
        parts.steps().reached(Step.DOWN_2_STORED);
        parts.tally().countReceived();
        log(message, receipt);
        return answer;
    }

    private static void log(SignedMessage message, Receipt receipt) {
        LOG.info(
                "message: accepted {} counter {}, answered {} {}",
                message.header().code(),
                message.header().counterText(),
                receipt.status(),
                receipt.detail());
    }

    /** Stores the counter of link control. */
    public void note(SignedMessage message, LinkControl control) throws IOException {
        CemState state = parts.keeper().state();
        parts.keeper()
                .commit(state.with(
                        state.received().acceptLinkControl(message.header().counter())));
        LOG.info("link: {} from the gateway", control.kind().word());
    }
}
