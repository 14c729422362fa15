package uk.route2b.server.tunnel.duis;

import java.util.Locale;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Something that came from the DCC and that no write waits for, or that is not believed.
 *
 * @param meter whose; empty where that cannot be believed either
 * @param detail a reason code and what goes with it, for an operator
 */
public record DuisNotice(Kind kind, Optional<EntityIdentifier> meter, String detail) {
    /** What it is. */
    public enum Kind {
        /** A document that is not signed by the DCC; it was answered 400. */
        XML_SIGNATURE,
        /** A signed document that cannot be read; it was answered 400. */
        UNREADABLE,
        /** The response to a write that was given up already. */
        LATE_RESPONSE,
        /** A response to nothing that was asked, or a second one. */
        UNKNOWN_REQUEST,
        /** An alert that came before. */
        REPEATED_ALERT,
        /** An alert that is not believed. */
        REFUSED_ALERT,
        /** An alert that is none of route 2a. */
        OTHER_ALERT;

        /** A stable code, for counting. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static DuisNotice of(Kind kind, String detail) {
        return new DuisNotice(kind, Optional.empty(), detail);
    }

    static DuisNotice of(Kind kind, EntityIdentifier meter, String detail) {
        return new DuisNotice(kind, Optional.of(meter), detail);
    }
}
