package uk.route2b.client;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Whom this CEM is and whom it believes: what an installer brings, never the network. Without it nothing is accepted.
 *
 * @param cem this CEM's entity identifier
 * @param dsrsp the entity identifier of the DSRSP that it obeys
 * @param dsrspCertificates the DSRSP's message certificates, one or more
 * @param anchors what every certificate has to lead to
 * @param recovery the offline certificate that alone may remove a message certificate
 * @param firstFloor counters of the DSRSP at or below this one are refused from the start; 0 for a new DSRSP
 */
public record CommissioningRecord(
        EntityIdentifier cem,
        EntityIdentifier dsrsp,
        List<X509Certificate> dsrspCertificates,
        TrustAnchors anchors,
        Optional<X509Certificate> recovery,
        long firstFloor) {
    public CommissioningRecord {
        dsrspCertificates = List.copyOf(dsrspCertificates);
    }

    /** Starts an empty record. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the parts of a record. */
    public static final class Builder {
        private @Nullable EntityIdentifier cem;
        private @Nullable EntityIdentifier dsrsp;
        private final List<X509Certificate> certificates = new ArrayList<>();
        private @Nullable TrustAnchors anchors;
        private @Nullable X509Certificate recovery;
        private long firstFloor;

        private Builder() {}

        public Builder cem(EntityIdentifier entity) {
            cem = entity;
            return this;
        }

        public Builder dsrsp(EntityIdentifier entity) {
            dsrsp = entity;
            return this;
        }

        /**
         * Message certificates of the DSRSP. Authorities among them, as they stand in a file behind the certificate,
         * are left out: what is trusted are the anchors.
         */
        public Builder dsrspCertificates(List<X509Certificate> chain) {
            chain.stream()
                    .filter(certificate -> certificate.getBasicConstraints() < 0)
                    .forEach(certificates::add);
            return this;
        }

        public Builder anchors(TrustAnchors trusted) {
            anchors = trusted;
            return this;
        }

        public Builder recovery(X509Certificate certificate) {
            recovery = certificate;
            return this;
        }

        public Builder firstFloor(long counter) {
            firstFloor = counter;
            return this;
        }

        /**
         * The record.
         *
         * @throws NullPointerException naming the part that is missing
         */
        public CommissioningRecord build() {
            return new CommissioningRecord(
                    Objects.requireNonNull(cem, "the commissioning record lacks the CEM's entity identifier"),
                    Objects.requireNonNull(dsrsp, "the commissioning record lacks the DSRSP's entity identifier"),
                    certificates,
                    Objects.requireNonNull(anchors, "the commissioning record lacks its trust anchors"),
                    Optional.ofNullable(recovery),
                    firstFloor);
        }
    }
}
