package uk.route2b.pki.xml;

/** Why the signature of a document is not accepted, in the order in which it is found out. */
public enum XmlRefusal {
    XML("xml", "not well-formed XML, with a DOCTYPE, or beyond the limits"),
    UNSIGNED("unsigned", "the document has no signature"),
    SECOND_SIGNATURE("second-signature", "the document has more than one signature"),
    PLACE("place", "the signature is not the last child of the document's root"),
    FORM("form", "the signature cannot be read, or has a form that is not secure"),
    CANONICALIZATION("canonicalization", "the canonicalization is not the exclusive one"),
    ALGORITHM("algorithm", "the algorithms are not ECDSA on P-256 and SHA-256"),
    REFERENCE("reference", "the signature covers something else than the whole document"),
    TRANSFORM("transform", "the document is transformed otherwise than by taking the signature out"),
    KEY_NAME("key-name", "the key is not named by one issuer and serial number"),
    SIGNER("signer", "no configured certificate has that issuer and serial number"),
    VALIDITY("validity", "the certificate is not valid now"),
    DIGEST("digest", "the document was changed after it was signed"),
    SIGNATURE("signature", "the signature is not by the key of the certificate that it names");

    private final String code;
    private final String meaning;

    XmlRefusal(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The stable reason code. */
    public String code() {
        return code;
    }

    /** One sentence for an operator. */
    public String meaning() {
        return meaning;
    }
}
