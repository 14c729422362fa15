package uk.route2b.server.register;

import java.util.Locale;

/** Where a CEM stands with its DSRSP. Only an active one gets a link. */
public enum CemStatus {
    /** Known, not yet let in. */
    ENROLLED,
    ACTIVE,
    /** Kept out until further notice. */
    SUSPENDED,
    /** Kept out for good. */
    REVOKED;

    /** As it stands in the configuration file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CemStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
