package uk.route2b.protocol.configuration;

import java.util.Locale;

/** Which certificate a CEM shows on the link. */
public enum CemCertificate {
    /** The CEM's own device certificate. */
    SMKI,
    /** One that the DSRSP's link CA issues to a key that the CEM makes. */
    ENROL;

    /** As it stands in the document. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
