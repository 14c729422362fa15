package uk.route2b.server.register;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.configuration.DccEntry;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.CemEntry;
import uk.route2b.server.configuration.ServerConfiguration.DsrspEntry;
import uk.route2b.server.configuration.ServerConfiguration.Tunnel;
import uk.route2b.server.configuration.SupplierEntry;

/**
 * Reads who carries route 2a and whom to believe there. What is named is read; what is lacking matters with 2a only.
 */
final class CarriageBuilder {
    private final CarriageRules rules;
    private final FindingList findings;
    private final CertificateFiles files;

    CarriageBuilder(TrustAnchors anchors, Instant now, FindingList findings, CertificateFiles files) {
        this.rules = new CarriageRules(anchors, now);
        this.findings = findings;
        this.files = files;
    }

    Carriage build(ServerConfiguration configuration) {
        Map<EntityIdentifier, Carrier> carriers = new LinkedHashMap<>();
        Map<EntityIdentifier, List<X509Certificate>> meters = new HashMap<>();
        for (DsrspEntry dsrsp : configuration.dsrsps()) {
            dsrsp.supplier()
                    .flatMap(supplier -> carrier(dsrsp, supplier))
                    .ifPresent(carrier -> carriers.put(dsrsp.entity(), carrier));
            for (CemEntry cem : dsrsp.cems()) {
                cem.meter()
                        .ifPresent(meter -> meters.computeIfAbsent(meter, ignored -> new ArrayList<>())
                                .addAll(meter(meter, cem)));
            }
        }
        if (configuration.tunnel().isPresent()) {
            configuration.dsrsps().forEach(this::requireWhole);
        }
        return new Carriage(
                configuration.tunnel().map(Tunnel::dcc).map(this::dcc).orElse(List.of()), carriers, meters);
    }

    private Optional<Carrier> carrier(DsrspEntry dsrsp, SupplierEntry entry) {
        Optional<Identity> commands = files.identity(entry.commands(), dsrsp.line());
        Optional<Identity> requests = files.identity(entry.requests(), dsrsp.line());
        if (commands.isEmpty() || requests.isEmpty()) {
            return Optional.empty();
        }
        String issue = "issue one with ./route2b pki issue organisation --eui " + entry.entity();
        rules.supplier(commands.get().chain(), entry.entity())
                .ifPresent(problem -> findings.add(
                        dsrsp.line(),
                        entry.commands().certificate().toString(),
                        problem,
                        issue + " --role 02 --use signing"));
        rules.requests(requests.get().certificate(), entry.entity())
                .ifPresent(problem -> findings.add(
                        dsrsp.line(),
                        entry.requests().certificate().toString(),
                        problem,
                        issue + " --role 87 --use xml"));
        findings.addUnless(
                !commands.get().identifier().equals(requests.get().identifier()),
                dsrsp.line(),
                "Supplier " + entry.entity(),
                "its key for XML signs meter commands as well",
                "issue another one: what signs documents of any kind must not sign commands");
        return Optional.of(new Carrier(entry.entity(), commands.get(), requests.get()));
    }

    private List<X509Certificate> meter(EntityIdentifier meter, CemEntry cem) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : cem.meterCertificates()) {
            List<X509Certificate> chain = files.certificates(file, cem.line());
            if (!chain.isEmpty()) {
                certificates.add(chain.get(0));
                rules.meter(chain, meter)
                        .ifPresent(problem -> findings.add(
                                cem.line(),
                                file.toString(),
                                problem,
                                "name the certificate of the key with which meter " + meter + " signs"));
            }
        }
        return certificates;
    }

    private List<X509Certificate> dcc(DccEntry entry) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : entry.certificates()) {
            files.certificates(file, 0).stream().limit(1).forEach(certificate -> {
                certificates.add(certificate);
                rules.dcc(certificate)
                        .ifPresent(problem -> findings.add(
                                0,
                                file.toString(),
                                problem,
                                "name the certificate with which the DCC signs XML now; ask the DCC for it"));
            });
        }
        return certificates;
    }

    private void requireWhole(DsrspEntry dsrsp) {
        findings.addUnless(
                dsrsp.supplier().isPresent()
                        || dsrsp.cems().stream().allMatch(cem -> cem.meter().isEmpty()),
                dsrsp.line(),
                "DSRSP " + dsrsp.entity(),
                "nobody carries its route 2a",
                "name the Supplier under supplier, with its keys for commands and requests; or no meters");
        for (CemEntry cem : dsrsp.cems()) {
            findings.addUnless(
                    cem.meter().isEmpty() || !cem.meterCertificates().isEmpty(),
                    cem.line(),
                    "CEM " + cem.entity(),
                    "nothing of its meter can be believed",
                    "name the certificate of the meter under meterCertificates");
        }
    }
}
