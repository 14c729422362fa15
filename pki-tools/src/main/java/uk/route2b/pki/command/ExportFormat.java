package uk.route2b.pki.command;

/** What {@code pki export} can write. */
enum ExportFormat {
    /** All certificates of the file. */
    PEM,
    /** The first certificate. */
    DER,
    /** The private key, under a password if there is one. */
    PKCS8,
    /** Key and chain for Java and others, under a password. */
    PKCS12,
    /** All certificates as trust anchors for Java, without a password. */
    TRUSTSTORE,
    /** Lines of Java for Jetty. */
    JETTY,
    /** Lines of Java for OkHttp. */
    OKHTTP,
    /** Command lines. */
    OPENSSL;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
