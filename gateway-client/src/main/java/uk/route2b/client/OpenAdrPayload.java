package uk.route2b.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/** A payload of the VTN for a VEN. Its body stays in the journal until it is asked for. Safe for several threads. */
public final class OpenAdrPayload {
    private final long number;
    private final Optional<String> ven;
    private final Optional<String> message;
    private final Optional<String> type;
    private final Body body;

    /** Where a body is. */
    @FunctionalInterface
    public interface Body {
        /**
         * Reads it.
         *
         * @throws IOException if it is gone or can not be read
         */
        Octets read() throws IOException;
    }

    /** One with its body. */
    public OpenAdrPayload(
            long number, Optional<String> ven, Optional<String> message, Optional<String> type, Octets body) {
        this(number, ven, message, type, () -> body);
    }

    /** One whose body is elsewhere. */
    public OpenAdrPayload(
            long number, Optional<String> ven, Optional<String> message, Optional<String> type, Body body) {
        this.number = number;
        this.ven = ven;
        this.message = message;
        this.type = type;
        this.body = body;
    }

    /** Number of this payload at this CEM; only rises, so a listener can tell a repetition after a restart. */
    public long number() {
        return number;
    }

    /** The VEN it is for; empty if the CEM has a single one and none is configured. */
    public Optional<String> ven() {
        return ven;
    }

    /** The name of the OpenADR message, as in {@code oadrDistributeEvent}; empty if it can not be told. */
    public Optional<String> message() {
        return message;
    }

    /** Content type; empty for XML in UTF-8. */
    public Optional<String> type() {
        return type;
    }

    /**
     * The payload, octet for octet, read anew each time: a device with little memory holds one at a time.
     *
     * @throws UncheckedIOException if it can not be read: the medium failed, or it was taken or superseded meanwhile
     */
    public Octets body() {
        try {
            return body.read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return "payload " + number + message.map(name -> " " + name).orElse("");
    }
}
