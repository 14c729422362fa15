package uk.route2b.protocol.link;

import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** What the owner of a {@link LinkSession} has to do about a message. */
public sealed interface LinkReaction {
    /** The kinds, for a switch. */
    enum Kind {
        GREET,
        BEGIN,
        ACCEPT,
        ANSWER_AGAIN,
        AWAIT,
        SETTLE,
        NOTE,
        PASS_OVER,
        CLOSE
    }

    Kind kind();

    /** Gateway: a good hello. Store epoch and counter in one transaction, then send the welcome. */
    record Greet(SignedMessage message, LinkControl.Hello hello) implements LinkReaction {
        @Override
        public Kind kind() {
            return Kind.GREET;
        }
    }

    /** CEM: the welcome. The link carries messages now. */
    record Begin(SignedMessage message, LinkControl.Welcome welcome) implements LinkReaction {
        @Override
        public Kind kind() {
            return Kind.BEGIN;
        }
    }

    /** A new message: store it and its counter, act once, answer once. */
    record Accept(SignedMessage message, PrivateMessageCode code) implements LinkReaction {
        @Override
        public Kind kind() {
            return Kind.ACCEPT;
        }
    }

    /** A message that was answered already: send the stored answer again, do nothing else. */
    record AnswerAgain(SignedMessage message, Octets answer) implements LinkReaction {
        @Override
        public Kind kind() {
            return Kind.ANSWER_AGAIN;
        }
    }

    /** A message that is being acted on already: its answer goes out when it is there. */
    record Await(SignedMessage message) implements LinkReaction {
        @Override
        public Kind kind() {
            return Kind.AWAIT;
        }
    }

    /** The answer to a message of ours: store it, the message is done. */
    record Settle(SignedMessage message, PrivateMessageCode code) implements LinkReaction {
        @Override
        public Kind kind() {
            return Kind.SETTLE;
        }
    }

    /** Link control other than hello and welcome: store its counter, take note. */
    record Note(SignedMessage message, LinkControl control) implements LinkReaction {
        @Override
        public Kind kind() {
            return Kind.NOTE;
        }
    }

    /**
     * An answer to nothing that waits for one: the same message went by both routes, or twice, and so does its answer.
     * Nothing is wrong with a link that brings the second one; count it and go on.
     *
     * @param reason a stable reason code
     */
    record PassOver(String reason) implements LinkReaction {
        @Override
        public Kind kind() {
            return Kind.PASS_OVER;
        }
    }

    /**
     * Close the link; nothing has changed.
     *
     * @param reason a stable reason code: all that the peer is told
     * @param detail for the operator's log
     */
    record Close(CloseCode code, String reason, String detail) implements LinkReaction {
        @Override
        public Kind kind() {
            return Kind.CLOSE;
        }
    }
}
