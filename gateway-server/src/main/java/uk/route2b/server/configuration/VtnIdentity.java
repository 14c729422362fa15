package uk.route2b.server.configuration;

/** How a VTN learns which VEN speaks. */
public enum VtnIdentity {
    /** Not at all: for a VTN on this machine or in a private network. */
    NONE("none"),
    /** Headers as Apache sets them in front of EPRI's VTN. */
    EPRI_HEADERS("epri-headers"),
    /** User and password of HTTP, by VEN. */
    BASIC("basic"),
    /** One TLS client certificate for each VEN. */
    MTLS_PER_VEN("mtls-per-ven"),
    /** One TLS client certificate for all. */
    MTLS_SHARED("mtls-shared"),
    /** The CEM's certificate in Client-Cert, as RFC 9440 has it. */
    RFC9440("rfc9440");

    private final String word;

    VtnIdentity(String word) {
        this.word = word;
    }

    /** As it stands in the configuration. */
    public String word() {
        return word;
    }
}
