package uk.route2b.server.audit;

import java.util.Locale;

/** What a verdict says. */
public enum Ruling {
    ACCEPTED,
    REFUSED,
    /** It breaks a threshold and passes all the same. */
    WARNED,
    /** It waits for an operator. */
    HELD,
    /** A link was closed. */
    CLOSED,
    /** An operator's order was carried out. */
    ORDERED;

    /** As it stands in a record. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
