package uk.route2b.protocol.certificate;

/** What a certificate is, told from its shape alone; whether to believe it is for the path to say. */
public enum CertificateKind {
    /** A certificate authority that names itself as its issuer. */
    ROOT,
    /** A certificate authority under another one. */
    ISSUING,
    /** A party: its entity identifier and role stand in the subject. */
    ORGANISATION,
    /** A device: empty subject, its entity identifier stands in a hardwareModuleName. */
    DEVICE,
    /** Nothing of the smart metering key infrastructure. */
    OTHER
}
