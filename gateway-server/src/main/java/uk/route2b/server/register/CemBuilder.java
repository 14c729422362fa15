package uk.route2b.server.register;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.protocol.certificate.SignerCertificateRules;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.Secret;
import uk.route2b.server.configuration.ServerConfiguration.CemEntry;
import uk.route2b.server.configuration.ServerConfiguration.DsrspEntry;
import uk.route2b.server.configuration.ServerConfiguration.VenEntry;

/** Makes the CEMs of a DSRSP of their entries, and looks for what stands twice. */
final class CemBuilder {
    private record VenName(String vtn, String id) {}

    private final SignerCertificateRules rules;
    private final Map<String, Vtn> vtns;
    private final Instant now;
    private final FindingList findings;
    private final CertificateFiles files;
    private final Set<VenName> vens = new HashSet<>();
    private final Set<Octets> tokens = new HashSet<>();

    CemBuilder(TrustAnchors anchors, Map<String, Vtn> vtns, Instant now, FindingList findings, CertificateFiles files) {
        this.rules = new SignerCertificateRules(anchors);
        this.vtns = Map.copyOf(vtns);
        this.now = now;
        this.findings = findings;
        this.files = files;
    }

    List<Cem> build(DsrspEntry dsrsp) {
        Set<EntityIdentifier> entities = new HashSet<>();
        Set<EntityIdentifier> meters = new HashSet<>();
        List<Cem> cems = new ArrayList<>();
        for (CemEntry entry : dsrsp.cems()) {
            String subject = "CEM " + entry.entity();
            String twice = "it stands here for the second time";
            findings.addUnless(entities.add(entry.entity()), entry.line(), subject, twice, "remove one of the entries");
            entry.meter()
                    .ifPresent(meter -> findings.addUnless(
                            meters.add(meter),
                            entry.line(),
                            subject,
                            "its meter " + meter + " carries another CEM already",
                            "correct the meter: what comes through one meter can be of one CEM only"));
            cems.add(cem(entry));
        }
        return cems;
    }

    private Cem cem(CemEntry entry) {
        List<X509Certificate> certificates = new ArrayList<>();
        entry.messageCertificates().forEach(file -> certificate(file, entry).ifPresent(certificates::add));
        List<Ven> built =
                entry.vens().stream().flatMap(ven -> ven(ven).stream()).toList();
        CemStatus status = CemStatus.of(entry.state());
        return new Cem(entry.entity(), status, certificates, entry.meter(), entry.labelHold(), built);
    }

    private Optional<X509Certificate> certificate(Path file, CemEntry entry) {
        List<X509Certificate> chain = files.certificates(file, entry.line());
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        rules.judge(chain, entry.entity(), now)
                .ifPresent(refusal -> findings.add(
                        entry.line(),
                        file.toString(),
                        refusal.code() + ": " + refusal.meaning(),
                        "name the certificate of the key with which CEM " + entry.entity() + " signs"));
        return Optional.of(chain.get(0));
    }

    private Optional<Ven> ven(VenEntry entry) {
        String subject = "VEN " + entry.id();
        findings.addUnless(
                vens.add(new VenName(entry.vtn(), entry.id())),
                entry.line(),
                subject,
                "its VTN has this VEN already",
                "remove one of the entries: the gateway could not tell them apart");
        Optional<Octets> token = entry.pushToken().flatMap(secret -> tokenDigest(secret, entry, subject));
        Vtn vtn = vtns.get(entry.vtn());
        if (vtn == null) {
            findings.add(
                    entry.line(),
                    subject,
                    "there is no VTN \"" + entry.vtn() + "\"",
                    "name one of these, or add it under vtns: " + String.join(", ", vtns.keySet()));
            return Optional.empty();
        }
        findings.addUnless(
                vtn.knows(entry.id()),
                entry.line(),
                subject,
                "its VTN " + entry.vtn() + " tells VENs apart by "
                        + vtn.upstream().identity().word() + ", and has no such credentials of this one",
                "add them under credentials of that VTN; docs/openadr.md shows how");
        findings.addUnless(
                vtn.canName(entry.id()),
                entry.line(),
                subject,
                "its VTN " + entry.vtn() + " learns its name from an HTTP header, which holds nothing but ASCII",
                "name it in ASCII; for epri-headers a commonName under credentials of that VTN does");
        return Optional.of(new Ven(entry.id(), vtn, token, entry.pushToken()));
    }

    private Optional<Octets> tokenDigest(Secret secret, VenEntry entry, String subject) {
        try {
            String token = secret.read().text().strip();
            Optional<String> fault = PushToken.fault(token);
            fault.ifPresent(problem -> findings.add(
                    entry.line(), subject + ", " + secret, problem, "make one, for example: openssl rand -hex 32"));
            Octets digest = Octets.ofText(token).sha256();
            findings.addUnless(
                    tokens.add(digest),
                    entry.line(),
                    subject + ", " + secret,
                    "another VEN has the same push token",
                    "give each VEN a token of its own");
            return fault.isPresent() ? Optional.empty() : Optional.of(digest);
        } catch (CommandFailure unreadable) {
            findings.add(entry.line(), subject + ", " + secret, unreadable.why(), unreadable.remedy());
            return Optional.empty();
        }
    }
}
