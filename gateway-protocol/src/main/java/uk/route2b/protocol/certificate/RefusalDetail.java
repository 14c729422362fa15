package uk.route2b.protocol.certificate;

/**
 * What exactly is wrong with a refused certificate, for the operator who has to find out. The peer is never told. The
 * code is stable.
 */
public enum RefusalDetail {
    KEY("key", "the key is not an uncompressed point on P-256"),
    SUBJECT_NAMES("subject-names", "the subject's names break the profile"),
    MODULE("module", "the hardwareModuleName cannot be read, or its serial number is not of eight octets"),
    EXTENSION("extension", "an extension of the profile cannot be read"),
    TOO_LONG("too-long", "more certificates were shown than any chain has"),
    ITSELF_AN_ANCHOR("itself-an-anchor", "the certificate is a trust anchor, and no anchor stands for a party"),
    SELF_ISSUED("self-issued", "the certificate names itself as its issuer"),
    NO_ISSUER("no-issuer", "neither an anchor nor a certificate that was shown has the name of the issuer"),
    SIGNATURE("signature", "there is an issuer of that name, and its key does not verify the signature"),
    NOT_AN_AUTHORITY("not-an-authority", "the issuer is no certificate authority"),
    MAY_NOT_CERTIFY("may-not-certify", "the issuer's key usage does not allow certificates"),
    PATH_LENGTH("path-length", "an authority of the chain may not have so many authorities below it"),
    CRITICAL_EXTENSION("critical-extension", "a certificate has a critical extension that nobody here knows"),
    OTHER_PURPOSE("other-purpose", "the extended key usage is for something else than clients"),
    ISSUER_KEY("issuer-key", "a certificate of the chain names another key than its issuer's"),
    NAMES("names", "an authority above it may not certify such names"),
    RULES("rules", "something else in the chain is not allowed: policies or algorithms"),
    ALGORITHM("algorithm", "a certificate of the chain is signed with something else than ecdsa-with-SHA256"),
    OWN_DATES("own-dates", "the certificate's own dates"),
    ISSUER_DATES("issuer-dates", "the dates of an authority above it"),
    AN_AUTHORITY("an-authority", "the certificate is a certificate authority's"),
    AN_ORGANISATION("an-organisation", "the certificate is an organisation's"),
    HAS_SUBJECT("has-subject", "the subject of a device is empty, and this one is not"),
    NO_MODULE("no-module", "there is no hardwareModuleName, or another name beside it"),
    NO_USE("no-use", "there is no key usage"),
    OTHER_USE("other-use", "the key usage has other bits than digitalSignature, or more"),
    OWN_SERIAL("own-serial", "a revocation list names the certificate itself"),
    ISSUER_SERIAL("issuer-serial", "a revocation list names an authority above it"),
    LIST_SIGNATURE("list-signature", "no list of the issuer's name is signed by its key"),
    LIST_DATES("list-dates", "the issuer's lists are out of time, or not yet in it"),
    LIST_FORM("list-form", "the issuer's lists have no number or a critical extension, or the issuer may sign none"),
    ENROLLED("enrolled", "the register has the CEM enrolled and not yet active"),
    SUSPENDED("suspended", "the register has the CEM suspended"),
    STRUCK_OFF("struck-off", "the register has the CEM revoked");

    private final String code;
    private final String meaning;

    RefusalDetail(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The stable code, lower case with hyphens. */
    public String code() {
        return code;
    }

    /** One sentence for a person. */
    public String meaning() {
        return meaning;
    }
}
