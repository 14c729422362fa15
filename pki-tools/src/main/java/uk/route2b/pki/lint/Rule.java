package uk.route2b.pki.lint;

/** What is looked at. The identifiers are stable. */
public enum Rule {
    L01("the serial number is positive and has sixteen octets"),
    L02("the subject key identifier has eight octets by method 2 of RFC 5280, computed from the key"),
    L03("the authority key identifier is there, has nothing but the key identifier, and is the issuer's"),
    L04("there is one certificate policy, the one of the profile, and it is critical"),
    L05("key usage is critical; an end entity has exactly one bit of it"),
    L06("there is no extension that the profile does not have, such as extended key usage"),
    L07("a device has an empty subject, a critical hardwareModuleName of eight octets, and no end"),
    L08("an organisation has a known role, two upper-case hexadecimal digits, and 64 bits of unique identifier"),
    L09("names are written as UTF8String or PrintableString"),
    L10("an authority has critical basic constraints and may sign certificates and lists; no one else has any"),
    L11("the key is an uncompressed point on the named curve P-256"),
    L12("the signature algorithm is ecdsa-with-SHA256 without parameters, inside and outside"),
    L13("no two devices share an entity identifier"),
    L14("whoever is named as issuer also signed it"),
    L15("a revocation list has a number, a next update, its issuer's key identifier, and was signed by one who may"),
    L16("dates are in order, inside the issuer's, and in the form of their century");

    private final String meaning;

    Rule(String meaning) {
        this.meaning = meaning;
    }

    /** What holds when there is no finding. */
    public String meaning() {
        return meaning;
    }
}
