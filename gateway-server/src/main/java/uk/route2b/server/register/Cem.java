package uk.route2b.server.register;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * A CEM of one DSRSP.
 *
 * @param status as the configuration file has it; {@link CurrentStates} has what holds now
 * @param messageCertificates what its messages are signed with, old and new; none where it signs with the key of its
 *     TLS certificate, as SMKI has it
 * @param meter carries its route 2a
 * @param labelHold how long labels stand until it has surely read them
 */
public record Cem(
        EntityIdentifier entity,
        CemStatus status,
        List<X509Certificate> messageCertificates,
        Optional<EntityIdentifier> meter,
        Duration labelHold,
        List<Ven> vens) {
    public Cem {
        messageCertificates = List.copyOf(messageCertificates);
        vens = List.copyOf(vens);
    }

    /** The keys of its message certificates. */
    public List<PublicKey> messageKeys() {
        return messageCertificates.stream().map(X509Certificate::getPublicKey).toList();
    }

    public Optional<Ven> ven(String id) {
        return vens.stream().filter(ven -> ven.id().equals(id)).findFirst();
    }

    /** Whether every OpenADR message has to name its VEN. */
    public boolean hasSeveralVens() {
        return vens.size() > 1;
    }
}
