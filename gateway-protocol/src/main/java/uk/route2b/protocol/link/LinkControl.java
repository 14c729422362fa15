package uk.route2b.protocol.link;

import java.util.List;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.CraFlag;

/** What the two ends say about the link itself: message code 7F04, JSON, never resent. Only hello is answered. */
public sealed interface LinkControl {
    /** The kinds, with the word that stands in the JSON and the CRA flag of the message. */
    enum Kind {
        HELLO("hello", CraFlag.ALERT),
        WELCOME("welcome", CraFlag.RESPONSE),
        MISSING("missing", CraFlag.ALERT),
        CONFIGURED("configured", CraFlag.ALERT),
        DRAIN("drain", CraFlag.COMMAND);

        private final String word;
        private final CraFlag flag;

        Kind(String word, CraFlag flag) {
            this.word = word;
            this.flag = flag;
        }

        public String word() {
            return word;
        }

        public CraFlag flag() {
            return flag;
        }
    }

    Kind kind();

    /**
     * The first message on a link, from the CEM.
     *
     * @param configuration version of the link configuration in force
     * @param software name and version, for the operator
     * @param signers the DSRSP's message keys that this CEM accepts, the newest last
     * @param reads codes and formats
     * @param accepted highest counter accepted from the gateway
     * @param floor the CEM's lowest unanswered counter, less one
     * @param spent up to this counter of the gateway the CEM takes nothing any more and remembers nothing, so nothing
     *     that is sent with it can be answered; 0 for none
     * @param binding the certificates of this TLS session as the CEM sees them
     */
    record Hello(
            long configuration,
            String software,
            List<KeyIdentifier> signers,
            Capabilities reads,
            long accepted,
            long floor,
            long spent,
            TlsBinding binding)
            implements LinkControl {
        public Hello {
            signers = List.copyOf(signers);
        }

        /** One that says nothing of what is spent. */
        public Hello(
                long configuration,
                String software,
                List<KeyIdentifier> signers,
                Capabilities reads,
                long accepted,
                long floor,
                TlsBinding binding) {
            this(configuration, software, signers, reads, accepted, floor, 0, binding);
        }

        @Override
        public Kind kind() {
            return Kind.HELLO;
        }
    }

    /**
     * The answer to hello: from here on the link carries messages.
     *
     * @param epoch number of this session, only rises
     * @param timeMillis the gateway's clock; trusted, because it is signed
     * @param accepted highest counter accepted from the CEM
     * @param floor the gateway's lowest unanswered counter, less one
     * @param spent up to this counter of the CEM the gateway takes nothing any more and remembers nothing, so nothing
     *     that is sent with it can be answered; 0 for none
     * @param messageOctets largest message in octets that the gateway takes
     * @param window unanswered messages that the gateway takes
     * @param reads codes and formats
     */
    record Welcome(
            long epoch,
            long timeMillis,
            long accepted,
            long floor,
            long spent,
            int messageOctets,
            int window,
            Capabilities reads)
            implements LinkControl {
        /** One that says nothing of what is spent. */
        public Welcome(
                long epoch,
                long timeMillis,
                long accepted,
                long floor,
                int messageOctets,
                int window,
                Capabilities reads) {
            this(epoch, timeMillis, accepted, floor, 0, messageOctets, window, reads);
        }

        @Override
        public Kind kind() {
            return Kind.WELCOME;
        }
    }

    /**
     * Fragments of a tunnel message that have not come.
     *
     * @param messageId of the tunnel message
     * @param indexes 0 to 2047
     */
    record Missing(int messageId, List<Integer> indexes) implements LinkControl {
        public Missing {
            indexes = List.copyOf(indexes);
        }

        @Override
        public Kind kind() {
            return Kind.MISSING;
        }
    }

    /**
     * What became of a link configuration.
     *
     * @param version of the configuration
     * @param reason a reason code; empty where it was committed
     */
    record Configured(long version, boolean committed, String reason) implements LinkControl {
        @Override
        public Kind kind() {
            return Kind.CONFIGURED;
        }
    }

    /**
     * The gateway is about to close and asks this CEM to come back at its own moment.
     *
     * @param afterMillis how long to wait before dialling again
     */
    record Drain(long afterMillis) implements LinkControl {
        @Override
        public Kind kind() {
            return Kind.DRAIN;
        }
    }
}
