package uk.route2b.server.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.DsrspEntry;
import uk.route2b.server.configuration.ServerConfiguration.VtnEntry;

/** Makes a register of a configuration: reads the files that it names and looks across its entries. */
public final class RegisterBuilder {
    private final ServerConfiguration configuration;
    private final Instant now;
    private final FindingList findings = new FindingList();
    private final CertificateFiles files = new CertificateFiles(findings);

    private RegisterBuilder(ServerConfiguration configuration, Instant now) {
        this.configuration = configuration;
        this.now = now;
    }

    /**
     * Builds the register and says all that is wrong.
     *
     * @param now the moment for which certificates have to hold
     */
    public static RegisterOutcome build(ServerConfiguration configuration, Instant now) {
        return new RegisterBuilder(configuration, now).build();
    }

    private RegisterOutcome build() {
        Optional<TrustAnchors> anchors = anchors();
        Map<String, Vtn> vtns = vtns();
        if (anchors.isEmpty()) {
            return new RegisterOutcome(Optional.empty(), findings.all());
        }
        DsrspBuilder builder = new DsrspBuilder(anchors.get(), vtns, now, findings, files);
        List<Dsrsp> dsrsps = new ArrayList<>();
        configuration.dsrsps().forEach(entry -> builder.build(entry).ifPresent(dsrsps::add));
        Carriage carriage = new CarriageBuilder(anchors.get(), now, findings, files).build(configuration);
        checkDsrsps();
        boolean whole = dsrsps.size() == configuration.dsrsps().size();
        return new RegisterOutcome(
                whole ? Optional.of(new Register(dsrsps, carriage)) : Optional.empty(), findings.all());
    }

    private Optional<TrustAnchors> anchors() {
        var certificates = files.certificates(configuration.trust(), 0);
        if (certificates.isEmpty()) {
            return Optional.empty();
        }
        if (!certificates.stream().allMatch(TrustAnchors::authority)) {
            findings.add(
                    0,
                    configuration.trust().toString(),
                    "it holds a certificate that is no authority's",
                    "put root and issuing certificates into it and nothing else");
            return Optional.empty();
        }
        return Optional.of(TrustAnchors.of(certificates));
    }

    private Map<String, Vtn> vtns() {
        Map<String, Vtn> vtns = new LinkedHashMap<>();
        for (VtnEntry entry : configuration.vtns()) {
            Vtn vtn = new Vtn(
                    entry.name(),
                    entry.url(),
                    entry.connect(),
                    entry.read(),
                    entry.requests(),
                    entry.answer(),
                    entry.expires(),
                    entry.upstream(),
                    VtnCredentials.read(entry, files, findings));
            findings.addUnless(
                    vtns.put(entry.name(), vtn) == null,
                    entry.line(),
                    "VTN " + entry.name(),
                    "it stands here for the second time",
                    "give each VTN a name of its own");
        }
        return vtns;
    }

    private void checkDsrsps() {
        Set<EntityIdentifier> entities = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (DsrspEntry entry : configuration.dsrsps()) {
            String subject = "DSRSP " + entry.entity();
            findings.addUnless(
                    entities.add(entry.entity()),
                    entry.line(),
                    subject,
                    "it stands here for the second time",
                    "put all of its CEMs into one entry");
            int port = entry.listener().port();
            findings.addUnless(
                    port == 0 || ports.add(port),
                    entry.line(),
                    subject,
                    "another DSRSP listens on port " + port + " already",
                    "give each DSRSP a port of its own: each shows its own certificate");
        }
    }
}
