package uk.route2b.client.internal.session;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import uk.route2b.client.spi.KeySource;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.octets.Octets;

/** Opens sockets to a gateway. The engine knows no more of the network than this. */
public interface LinkTransport extends AutoCloseable {
    /** Starts to dial and returns at once; what happens is told to {@code events} on any thread. */
    Socket dial(Order order, Events events);

    @Override
    void close();

    /**
     * What to dial.
     *
     * @param rules whom the gateway has to prove to be
     * @param now the moment for which certificates have to hold
     * @param ping between pings; a pong that is missing by the next one ends the link
     * @param messageOctets largest message that is taken; of a larger one no more than this is ever held
     * @param keys what is shown in the place of the device's own certificate
     */
    record Order(
            URI endpoint,
            GatewayCertificateRules rules,
            Instant now,
            Duration ping,
            int messageOctets,
            Optional<KeySource> keys) {
        /** The device's own certificate is shown. */
        public Order(URI endpoint, GatewayCertificateRules rules, Instant now, Duration ping, int messageOctets) {
            this(endpoint, rules, now, ping, messageOctets, Optional.empty());
        }
    }

    /** One socket. Safe for use by several threads. */
    interface Socket {
        /** Queues one binary message; false if the socket is closing or its queue is full. */
        boolean send(Octets message);

        /** Octets that are queued and have not left. */
        long queued();

        /** Says why, and closes in good order. */
        void close(CloseCode code, String reason);

        /** Drops the socket at once. */
        void cancel();
    }

    /** What a socket tells; after {@code closed} or {@code failed} it tells no more. */
    interface Events {
        /** Connected, both identities checked, upgraded. */
        void opened(TlsBinding binding);

        /**
         * A message came.
         *
         * @param done to be run once it needs no memory any more; a large one keeps the next from being read
         */
        void received(Octets message, Runnable done);

        /**
         * More came than a message may have, or than frames may cost; it was not kept, and nothing after it will be.
         * The connection ends in a moment, which is left for the close frame.
         */
        void exceeded(CloseCode how);

        /** A text message, which the link does not carry. */
        void receivedText();

        /** The gateway closed. */
        void closed(int code, String reason);

        void failed(DialFailure failure);
    }
}
