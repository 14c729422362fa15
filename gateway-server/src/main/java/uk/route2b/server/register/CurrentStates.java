package uk.route2b.server.register;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The states of CEMs as they are now: those of the configuration file, and above them what operators have changed
 * since. Safe for use by several threads.
 */
public final class CurrentStates {
    private final Register register;
    private volatile Map<CemKey, CemStatus> changed = Map.of();
    private volatile Predicate<X509Certificate> revoked = certificate -> false;

    /** As the configuration file has them, until others are taken. */
    public CurrentStates(Register register) {
        this.register = register;
    }

    /**
     * From now on these CEMs have these states, and all others those of the configuration file.
     *
     * @param statuses what operators have changed
     */
    public void take(Map<CemKey, CemStatus> statuses) {
        changed = Map.copyOf(statuses);
    }

    /**
     * The state of one CEM; empty if the register does not have it. Whom the configuration file calls revoked stays so,
     * whatever else is said.
     */
    public Optional<CemStatus> of(CemKey key) {
        return register.cem(key)
                .map(Cem::status)
                .map(filed -> filed == CemStatus.REVOKED ? filed : changed.getOrDefault(key, filed));
    }

    /**
     * From now on what is signed with the keys of these certificates is believed no more, on either route.
     *
     * @param isRevoked asked for each message; does not block
     */
    public void revoking(Predicate<X509Certificate> isRevoked) {
        revoked = isRevoked;
    }

    /** Whether a certificate is revoked now. */
    public boolean isRevoked(X509Certificate certificate) {
        return revoked.test(certificate);
    }

    /** The keys with which a CEM may sign now; none where it signs with the key of its TLS certificate. */
    public List<PublicKey> messageKeys(Cem cem) {
        return cem.messageCertificates().stream()
                .filter(certificate -> !isRevoked(certificate))
                .map(X509Certificate::getPublicKey)
                .toList();
    }

    /** Whether it may have a link and send by either route; not where all its message certificates are revoked. */
    public boolean isActive(CemKey key) {
        return of(key).equals(Optional.of(CemStatus.ACTIVE))
                && register.cem(key).filter(this::isSilenced).isEmpty();
    }

    private boolean isSilenced(Cem cem) {
        return !cem.messageCertificates().isEmpty()
                && cem.messageCertificates().stream().allMatch(revoked);
    }
}
