package uk.route2b.client.internal.session;

/**
 * Why a socket could not be opened, or broke.
 *
 * @param kind what it means for the next attempt
 * @param reason a stable reason code
 * @param detail for the log
 */
public record DialFailure(Kind kind, String reason, String detail) {
    /** What a failure means for the next attempt. */
    public enum Kind {
        /** No way through at the moment. */
        NETWORK,
        /**
         * The connection ended between the end of our handshake and the answer to the upgrade. With TLS 1.3 a server
         * that refuses our certificate may look so; so does one that is being stopped.
         */
        CUT_AFTER_HANDSHAKE,
        /** The gateway does not accept our identity. */
        REFUSED_BY_GATEWAY,
        /** We do not accept the gateway's. */
        GATEWAY_NOT_TRUSTED
    }
}
