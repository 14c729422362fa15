package uk.route2b.pki.issue;

import java.util.Arrays;

/** Why a certificate was revoked: CRLReason of RFC 5280 section 5.3.1, without those that only a delta list has. */
public enum RevocationReason {
    /** Written by leaving the reason out, as the RFC asks. */
    UNSPECIFIED(0),
    KEY_COMPROMISE(1),
    CA_COMPROMISE(2),
    AFFILIATION_CHANGED(3),
    SUPERSEDED(4),
    CESSATION_OF_OPERATION(5),
    PRIVILEGE_WITHDRAWN(9);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /** The number in the list. */
    public int code() {
        return code;
    }

    /** The reason that Java calls by this name; {@link #UNSPECIFIED} for any other. */
    static RevocationReason named(String name) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElse(UNSPECIFIED);
    }
}
