package uk.route2b.client;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.SignerCertificateRules;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.MalformedException;

/** Judges a commissioning record by itself, before anything is dialled: what can be found wrong at a desk. */
public final class CommissioningCheck {
    private final CommissioningRecord record;
    private final Instant now;
    private final List<CommissioningFinding> findings = new ArrayList<>();

    private CommissioningCheck(CommissioningRecord record, Instant now) {
        this.record = record;
        this.now = now;
    }

    /**
     * Everything that is wrong; empty if the CEM may start.
     *
     * @param ownChain the certificate that the CEM shows and signs with, then its issuing authority
     * @param now the moment for which all dates have to hold
     */
    public static List<CommissioningFinding> check(
            CommissioningRecord record, List<X509Certificate> ownChain, Instant now) {
        CommissioningCheck check = new CommissioningCheck(record, now);
        check.own(ownChain);
        check.identities();
        check.signers();
        record.recovery().ifPresent(certificate -> check.signer("recovery", certificate));
        return List.copyOf(check.findings);
    }

    private void own(List<X509Certificate> chain) {
        Optional<CertificateRefusal> refusal = new CemCertificateRules(record.anchors()).judge(chain, now);
        refusal.ifPresent(reason -> add("cem certificate", reason));
        boolean other =
                refusal.isEmpty() && !CemCertificateRules.entity(chain.get(0)).equals(Optional.of(record.cem()));
        if (other) {
            add("cem certificate", CertificateRefusal.WRONG_ENTITY);
        }
    }

    private void identities() {
        if (record.cem().equals(record.dsrsp())) {
            findings.add(new CommissioningFinding(
                    "dsrsp", "same-as-cem", "the DSRSP and the CEM have the same entity identifier"));
        }
    }

    private void signers() {
        if (record.dsrspCertificates().isEmpty()) {
            add("dsrsp certificate", CertificateRefusal.NO_CERTIFICATE);
        }
        record.dsrspCertificates().forEach(certificate -> signer("dsrsp certificate", certificate));
    }

    private void signer(String part, X509Certificate certificate) {
        refusal(record, record.dsrsp(), certificate, now).ifPresent(reason -> add(part, reason));
    }

    /** Why {@code certificate} may not sign for the DSRSP, if it may not. */
    static Optional<CertificateRefusal> refusal(
            CommissioningRecord record, EntityIdentifier entity, X509Certificate certificate, Instant now) {
        return new SignerCertificateRules(record.anchors())
                .judge(List.of(certificate), entity, now)
                .or(() -> role(certificate));
    }

    private static Optional<CertificateRefusal> role(X509Certificate certificate) {
        try {
            Optional<RemotePartyRole> role = SmkiCertificate.read(certificate).role();
            boolean fits = role.equals(Optional.of(RemotePartyRole.LOAD_CONTROLLER));
            return fits ? Optional.empty() : Optional.of(CertificateRefusal.WRONG_ROLE);
        } catch (MalformedException unreadable) {
            return Optional.of(CertificateRefusal.NOT_A_CERTIFICATE);
        }
    }

    private void add(String part, CertificateRefusal reason) {
        findings.add(new CommissioningFinding(part, reason.code(), reason.meaning()));
    }
}
