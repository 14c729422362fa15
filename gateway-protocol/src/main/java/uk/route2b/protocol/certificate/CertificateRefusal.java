package uk.route2b.protocol.certificate;

/** Why a certificate may not stand for what it is shown for. The code is stable: logs, audit and tests use it. */
public enum CertificateRefusal {
    NO_CERTIFICATE("no-certificate", "the peer showed no certificate"),
    NOT_A_CERTIFICATE("not-a-certificate", "the octets are no certificate, or its fields break the profile"),
    EXPIRED("expired", "a certificate of the chain is past its last day"),
    NOT_YET_VALID("not-yet-valid", "a certificate of the chain is before its first day, or the clock is wrong"),
    CHAIN("chain", "no valid chain leads from the certificate to a trust anchor"),
    KEY_AGREEMENT("key-agreement", "the key is for key agreement and may not sign"),
    NOT_FOR_SIGNING("not-for-signing", "the key usage is not exactly digitalSignature"),
    WRONG_USE("wrong-use", "the key is for another use than the one required"),
    PROFILE("profile", "the certificate leaves its profile"),
    NOT_A_DEVICE("not-a-device", "the certificate does not have the device profile"),
    NOT_AN_ORGANISATION("not-an-organisation", "the certificate does not have the organisation profile"),
    NO_ENTITY("no-entity", "the certificate names no entity identifier"),
    WRONG_ROLE("wrong-role", "the organisation has another remote party role than the one required"),
    WRONG_ENTITY("wrong-entity", "the certificate names another entity identifier than the one expected"),
    WRONG_KEY_IDENTIFIER("wrong-key-identifier", "the key is none of the pinned ones"),
    WRONG_ISSUER("wrong-issuer", "the certificate was issued by another authority than the configured one"),
    UNKNOWN_CEM("unknown-cem", "no CEM with this entity identifier is enrolled"),
    NOT_ACTIVE("not-active", "the CEM is enrolled but suspended or retired"),
    REVOKED("revoked", "the certificate has been revoked"),
    REVOCATION_UNKNOWN("revocation-unknown", "no fresh revocation list of the issuer is at hand");

    private final String code;
    private final String meaning;

    CertificateRefusal(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The stable reason code, lower case with hyphens. */
    public String code() {
        return code;
    }

    /** One sentence for a person. */
    public String meaning() {
        return meaning;
    }
}
