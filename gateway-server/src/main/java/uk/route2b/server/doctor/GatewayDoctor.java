package uk.route2b.server.doctor;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import uk.route2b.commandline.doctor.CertificateLook;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.doctor.VtnExamination.Speaker;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.RegisterBuilder;
import uk.route2b.server.register.RegisterFinding;
import uk.route2b.server.register.RegisterOutcome;
import uk.route2b.server.register.Ven;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.server.vtn.VtnSighting;

/**
 * Looks at a gateway from its configuration file to its VTNs, whether it runs or not. It changes nothing: VTNs are
 * asked with oadrQueryRegistration, a running gateway for its pages. Used by one thread.
 */
public final class GatewayDoctor {
    private static final String ISSUE = "issue a new one with ./route2b pki issue organisation, or have it issued";

    private final ServerConfiguration configuration;
    private final InstantSource clock;
    private final Asking asking;
    private final Supplier<List<RegisterFinding>> takenPorts;
    private final List<Diagnosis> found = new ArrayList<>();

    /** Asks a VTN once, as the gateway would; it may block. */
    @FunctionalInterface
    public interface Asking {
        VtnSighting ask(VtnRequest request);
    }

    /** @param takenPorts looks whether the gateway could listen; asked only where none runs */
    public GatewayDoctor(
            ServerConfiguration configuration,
            InstantSource clock,
            Asking asking,
            Supplier<List<RegisterFinding>> takenPorts) {
        this.configuration = configuration;
        this.clock = clock;
        this.asking = asking;
        this.takenPorts = takenPorts;
    }

    /**
     * Looks at all of it.
     *
     * @param most how many VENs each VTN is asked about
     */
    public List<Diagnosis> examine(int most) {
        found.add(Diagnosis.fact("clock", clock.instant() + " on this machine"));
        RegisterOutcome outcome = RegisterBuilder.build(configuration, clock.instant());
        outcome.findings().forEach(this::add);
        outcome.register().ifPresent(register -> {
            register.dsrsps().forEach(this::dsrsp);
            vtns(register, most);
        });
        if (outcome.register().isEmpty()) {
            found.add(Diagnosis.warning(
                    "VTNs",
                    "none was asked",
                    "the register cannot be built before the above is mended",
                    "mend it and ask again"));
        }
        running();
        return List.copyOf(found);
    }

    /** Chain, role, key use and time are judged where the register is built; here stands what mends it. */
    private void add(RegisterFinding finding) {
        String place = finding.line() > 0 ? "line " + finding.line() + ", " : "";
        found.add(Diagnosis.fault(place + finding.subject(), "it does not hold", finding.problem(), finding.remedy()));
    }

    private void dsrsp(Dsrsp dsrsp) {
        String about = "DSRSP " + dsrsp.entity();
        dsrsp.signers()
                .forEach(signer -> found.addAll(CertificateLook.at(
                        about + ", message certificate", signer.certificate(), clock.instant(), ISSUE)));
        found.addAll(
                CertificateLook.at(about + ", TLS certificate", dsrsp.tls().certificate(), clock.instant(), ISSUE));
        found.add(Diagnosis.fact(
                about,
                dsrsp.cems().size() + " CEMs, link configuration "
                        + dsrsp.offer().version()));
    }

    private void vtns(Register register, int most) {
        Map<Vtn, List<Speaker>> speakers = new LinkedHashMap<>();
        register.cems().stream()
                .map(key -> register.cem(key).orElseThrow())
                .forEach(cem -> cem.vens()
                        .forEach(ven -> speakers.computeIfAbsent(ven.vtn(), ignored -> new ArrayList<>())
                                .add(speaker(cem, ven))));
        speakers.forEach((vtn, vens) -> found.addAll(new VtnExamination(vtn, asking, clock)
                .examine(vens, configuration.push().publicUrl().isPresent(), most)));
        configuration.vtns().stream()
                .map(ServerConfiguration.VtnEntry::name)
                .filter(name ->
                        speakers.keySet().stream().noneMatch(vtn -> vtn.name().equals(name)))
                .forEach(name -> found.add(Diagnosis.warning(
                        "VTN " + name,
                        "it was not asked",
                        "no CEM of the register has a VEN at it",
                        "add the VEN to its CEM")));
    }

    private static Speaker speaker(Cem cem, Ven ven) {
        return new Speaker(
                ven.id(),
                cem.messageCertificates().stream().findFirst(),
                ven.tokenDigest().isPresent());
    }

    private void running() {
        RunningGateway.Seen seen = new RunningGateway(configuration).look();
        found.addAll(seen.diagnoses());
        if (!seen.runs()) {
            takenPorts.get().forEach(this::add);
        }
    }
}
