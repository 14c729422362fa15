package uk.route2b.protocol.message;

import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Judges what arrives, in this order: shape, code, target, originator, counter, signature.
 *
 * <p>The counter comes before the signature because it is cheap; it changes nothing before the signature has verified.
 * Both ends and both routes use this one procedure.
 *
 * @param end which end receives
 * @param own the entity that receives
 * @param reader reads the octets, with the limit on their number
 * @param ecdsa verifies
 */
public record Reception(End end, EntityIdentifier own, SignedMessageReader reader, Ecdsa ecdsa) {
    /**
     * Judges {@code octets}.
     *
     * @param originator whom the route vouches for
     * @param received what was accepted from that originator so far
     * @param sent what waits for an answer of that originator
     * @param helloCounter the counter of our hello while its welcome is awaited
     * @param time what we know of the time
     */
    public Judgement judge(
            Octets octets,
            Originator originator,
            ReceiverState received,
            SendWindow sent,
            OptionalLong helloCounter,
            TrustedTime time) {
        return new Step(octets, originator, received, sent, helloCounter, time).shape();
    }

    /** One message on its way through the procedure; each method is a step, and calls the next one. */
    private final class Step {
        private final Octets octets;
        private final Originator originator;
        private final ReceiverState received;
        private final SendWindow sent;
        private final OptionalLong helloCounter;
        private final TrustedTime time;

        Step(
                Octets octets,
                Originator originator,
                ReceiverState received,
                SendWindow sent,
                OptionalLong helloCounter,
                TrustedTime time) {
            this.octets = octets;
            this.originator = originator;
            this.received = received;
            this.sent = sent;
            this.helloCounter = helloCounter;
            this.time = time;
        }

        Judgement shape() {
            try {
                SignedMessage message = reader.read(octets);
                return message.hasOurForm() ? code(message) : refuse(Refusal.SHAPE, "not our form");
            } catch (MalformedException malformed) {
                return refuse(Refusal.SHAPE, malformed.getMessage());
            }
        }

        private Judgement code(SignedMessage message) {
            Optional<PrivateMessageCode> code =
                    PrivateMessageCode.of(message.header().code());
            return code.isPresent() && end.takes(message.header().cra())
                    ? target(message, code.get())
                    : refuse(Refusal.CODE);
        }

        private Judgement target(SignedMessage message, PrivateMessageCode code) {
            return message.header().target().equals(own) ? originator(message, code) : refuse(Refusal.TARGET);
        }

        private Judgement originator(SignedMessage message, PrivateMessageCode code) {
            return message.header().originator().equals(originator.entity())
                    ? counter(message, code)
                    : refuse(Refusal.ORIGINATOR);
        }

        private Judgement counter(SignedMessage message, PrivateMessageCode code) {
            return counterRefusal(message.header(), code).map(this::refuse).orElseGet(() -> signature(message, code));
        }

        private Optional<Refusal> counterRefusal(GroupingHeader header, PrivateMessageCode code) {
            if (header.cra() == CraFlag.RESPONSE) {
                return answersSomething(header.counter(), code)
                        ? Optional.empty()
                        : Optional.of(Refusal.NOT_OUTSTANDING);
            }
            return code == PrivateMessageCode.LINK_CONTROL ? linkRefusal(header) : ordinaryRefusal(header, code);
        }

        private boolean answersSomething(long counter, PrivateMessageCode code) {
            return code == PrivateMessageCode.LINK_CONTROL
                    ? helloCounter.isPresent() && helloCounter.getAsLong() == counter
                    : sent.isOutstanding(counter);
        }

        private Optional<Refusal> linkRefusal(GroupingHeader header) {
            if (Long.compareUnsigned(header.counter(), received.highestLinkControl()) <= 0) {
                return Optional.of(Refusal.LINK_COUNTER);
            }
            return farAhead(header);
        }

        private Optional<Refusal> ordinaryRefusal(GroupingHeader header, PrivateMessageCode code) {
            CounterMemory memory = received.memory();
            if (memory.find(header.counter()).isPresent()) {
                return Optional.empty();
            }
            if (!memory.isNew(header.counter())) {
                return Optional.of(Refusal.COUNTER_SPENT);
            }
            if (memory.isWindowFull()) {
                return Optional.of(Refusal.WINDOW_FULL);
            }
            return isFreeOfBound(code) ? Optional.empty() : farAhead(header);
        }

        /** A CEM with a dead clock must still take up a configuration or a certificate. */
        private boolean isFreeOfBound(PrivateMessageCode code) {
            boolean setsUp = code == PrivateMessageCode.LINK_CONFIGURATION || code == PrivateMessageCode.CREDENTIALS;
            return end == End.CEM && setsUp && !time.isKnown();
        }

        private Optional<Refusal> farAhead(GroupingHeader header) {
            return time.isFarAhead(header.counter(), received.highestAccepted())
                    ? Optional.of(Refusal.COUNTER_FAR_AHEAD)
                    : Optional.empty();
        }

        private Judgement signature(SignedMessage message, PrivateMessageCode code) {
            boolean verified = originator.keys().stream()
                    .anyMatch(key -> ecdsa.verifies(message.signedOctets(), message.signature(), key));
            return verified ? verified(message, code) : refuse(Refusal.SIGNATURE);
        }

        private Judgement verified(SignedMessage message, PrivateMessageCode code) {
            if (message.header().cra() == CraFlag.RESPONSE) {
                return new Judgement.Answer(message, code);
            }
            if (code == PrivateMessageCode.LINK_CONTROL) {
                return new Judgement.LinkControl(message);
            }
            return received.memory()
                    .find(message.header().counter())
                    .map(remembered -> again(message, remembered))
                    .orElseGet(() -> new Judgement.Fresh(message, code));
        }

        private Judgement again(SignedMessage message, RememberedMessage remembered) {
            return remembered.digest().equals(message.digest())
                    ? new Judgement.Repeated(message, remembered)
                    : refuse(Refusal.COUNTER_CONFLICT);
        }

        private Judgement refuse(Refusal reason) {
            return refuse(reason, "");
        }

        private Judgement refuse(Refusal reason, String detail) {
            return new Judgement.Refused(reason, detail, octets.sha256());
        }
    }
}
