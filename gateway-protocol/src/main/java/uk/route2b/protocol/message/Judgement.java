package uk.route2b.protocol.message;

import uk.route2b.protocol.octets.Octets;

/** What {@link Reception} found. Nothing has changed yet: the owner stores first, then acts. */
public sealed interface Judgement {
    /** The kinds, for a switch. */
    enum Kind {
        FRESH,
        REPEATED,
        ANSWER,
        LINK_CONTROL,
        REFUSED
    }

    Kind kind();

    /** A new message, to be accepted, acted on once and answered once. */
    record Fresh(SignedMessage message, PrivateMessageCode code) implements Judgement {
        @Override
        public Kind kind() {
            return Kind.FRESH;
        }
    }

    /** The same signed octets again: answered from the store, acts no second time. */
    record Repeated(SignedMessage message, RememberedMessage remembered) implements Judgement {
        @Override
        public Kind kind() {
            return Kind.REPEATED;
        }
    }

    /** The answer to a message of ours that waits for one. */
    record Answer(SignedMessage message, PrivateMessageCode code) implements Judgement {
        @Override
        public Kind kind() {
            return Kind.ANSWER;
        }
    }

    /** Link control whose counter is above the last. */
    record LinkControl(SignedMessage message) implements Judgement {
        @Override
        public Kind kind() {
            return Kind.LINK_CONTROL;
        }
    }

    /**
     * Not accepted; nothing changes.
     *
     * @param detail for the operator's log: the malformation, or empty
     * @param digest SHA-256 of what came, so that a log line can be matched with a recording
     */
    record Refused(Refusal reason, String detail, Octets digest) implements Judgement {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }
}
