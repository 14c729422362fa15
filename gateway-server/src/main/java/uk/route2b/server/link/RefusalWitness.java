package uk.route2b.server.link;

/** Is told of each certificate that was refused. Called by the threads of TLS: it must not block. */
@FunctionalInterface
public interface RefusalWitness {
    /** Tells nobody. */
    RefusalWitness NONE = refused -> {};

    /** A certificate was refused. */
    void refused(RefusedCertificate certificate);
}
