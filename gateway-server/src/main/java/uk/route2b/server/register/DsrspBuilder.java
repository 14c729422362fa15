package uk.route2b.server.register;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.ConfigurationChecker;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.server.configuration.ServerConfiguration.DsrspEntry;
import uk.route2b.server.configuration.ServerConfiguration.OfferEntry;

/** Makes one DSRSP of its entry. */
final class DsrspBuilder {
    private final TrustAnchors anchors;
    private final Instant now;
    private final FindingList findings;
    private final CertificateFiles files;
    private final CemBuilder cemBuilder;

    DsrspBuilder(
            TrustAnchors anchors, Map<String, Vtn> vtns, Instant now, FindingList findings, CertificateFiles files) {
        this.anchors = anchors;
        this.now = now;
        this.findings = findings;
        this.files = files;
        this.cemBuilder = new CemBuilder(anchors, vtns, now, findings, files);
    }

    Optional<Dsrsp> build(DsrspEntry entry) {
        List<Identity> signers = entry.signers().stream()
                .flatMap(signer -> files.identity(signer, entry.line()).stream())
                .sorted(Comparator.comparing(
                                (Identity signer) -> signer.certificate().getNotBefore())
                        .reversed())
                .toList();
        Optional<Identity> tls = files.identity(entry.tls(), entry.line());
        Optional<Identity> authority = authority(entry);
        List<Cem> cems = cemBuilder.build(entry);
        if (signers.size() < entry.signers().size() || tls.isEmpty() || !hasIssuer(entry, tls.get())) {
            return Optional.empty();
        }
        signers.forEach(signer -> judge(entry, "message certificate", signer));
        judge(entry, "TLS certificate", tls.get());
        findings.addUnless(
                signers.stream()
                        .noneMatch(
                                signer -> signer.identifier().equals(tls.get().identifier())),
                entry.line(),
                subject(entry),
                "the TLS key is a message key as well",
                "issue another one: a TLS server can be made to sign what looks like a message");
        return Optional.of(dsrsp(entry, signers, tls.get(), authority, cems));
    }

    /** A CEM that enrols needs somebody who certifies, whom this gateway then lets in. */
    private Optional<Identity> authority(DsrspEntry entry) {
        Optional<Identity> authority = entry.authority().flatMap(key -> files.identity(key, entry.line()));
        boolean needed = entry.offer().certificate() == CemCertificate.ENROL
                || entry.authority().isPresent();
        findings.addUnless(
                !needed
                        || authority
                                .filter(each -> anchors.certificates().contains(each.certificate()))
                                .isPresent(),
                entry.line(),
                subject(entry) + ", link.authority",
                "there is no link authority that this gateway trusts",
                "name a device authority's certificate and key, and put its certificate into the trust file as well");
        return authority;
    }

    private boolean hasIssuer(DsrspEntry entry, Identity tls) {
        findings.addUnless(
                tls.chain().size() > 1,
                entry.line(),
                entry.tls().certificate().toString(),
                "the certificate of the issuing authority is missing",
                "put it after the gateway's own certificate into the same file: CEMs need it to find the way to the root");
        return tls.chain().size() > 1;
    }

    /** Message and TLS certificates have the same profile: organisation, Load Controller, digitalSignature. */
    private void judge(DsrspEntry entry, String what, Identity identity) {
        KeyIdentifier issuer = identity.chain().size() > 1 ? issuer(identity) : identity.identifier();
        new GatewayCertificateRules(anchors, entry.entity(), Set.of(identity.identifier()), issuer)
                .judge(identity.chain(), now)
                .filter(refusal -> refusal != CertificateRefusal.WRONG_ISSUER
                        || identity.chain().size() > 1)
                .ifPresent(refusal -> findings.add(
                        entry.line(),
                        subject(entry) + ", " + what,
                        refusal.code() + ": " + refusal.meaning(),
                        "issue one with ./route2b pki issue organisation --role 08 --use signing --eui "
                                + entry.entity()));
    }

    private static KeyIdentifier issuer(Identity identity) {
        return KeyIdentifier.of(identity.chain().get(1).getPublicKey());
    }

    private Dsrsp dsrsp(
            DsrspEntry entry, List<Identity> signers, Identity tls, Optional<Identity> authority, List<Cem> cems) {
        LinkOffer offer = offer(entry.offer(), tls);
        ConfigurationChecker.check(offer.at(now.toEpochMilli()))
                .forEach(finding -> findings.add(
                        entry.line(),
                        subject(entry) + ", link.configuration",
                        finding.toString(),
                        "correct it: every CEM would refuse this link configuration"));
        return new Dsrsp(
                entry.entity(),
                signers,
                tls,
                authority,
                entry.listener().host(),
                entry.listener().port(),
                offer,
                entry.supplierAccount(),
                anchors,
                Dsrsp.byEntity(cems));
    }

    private static LinkOffer offer(OfferEntry entry, Identity tls) {
        LinkTimers timers = new LinkTimers(
                entry.pingSeconds(), entry.retryFirstSeconds(), entry.retryMaxSeconds(), entry.fallbackAfterSeconds());
        return LinkOffer.of(entry.version(), entry.endpoints(), tls.identifier(), issuer(tls), timers)
                .with(entry.certificate());
    }

    private static String subject(DsrspEntry entry) {
        return "DSRSP " + entry.entity();
    }
}
