package uk.route2b.cem.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.cem.configuration.HomeConfiguration;
import uk.route2b.cem.configuration.VenConfiguration;
import uk.route2b.cem.home.HttpMeter;
import uk.route2b.client.CommissioningCheck;
import uk.route2b.client.CommissioningFinding;
import uk.route2b.client.GatewayLook;
import uk.route2b.client.spi.KeySource;
import uk.route2b.commandline.doctor.CertificateLook;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.commandline.doctor.OpenAdrFingerprint;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrService;

/**
 * Looks at a CEM from its configuration file to its gateway, whether it runs or not. It changes nothing: the state is
 * only read, the gateway is dialled without a hello. Used by one thread.
 */
public final class CemDoctor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 2000;
    private static final int FINGERPRINT_OCTETS = 10;
    private static final String DEVICE = "the certificate of this device";

    private final CemConfiguration configuration;
    private final InstantSource clock;
    private final List<Diagnosis> found = new ArrayList<>();

    public CemDoctor(CemConfiguration configuration, InstantSource clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    public List<Diagnosis> examine() {
        found.add(Diagnosis.fact("clock", clock.instant() + " on this device"));
        commissioning();
        certificates();
        found.addAll(new RunningCem(configuration.port(), configuration.vens()).look());
        gateway();
        configuration.home().ifPresent(this::meter);
        configuration.vens().forEach(this::ven);
        return List.copyOf(found);
    }

    private void commissioning() {
        List<CommissioningFinding> findings =
                CommissioningCheck.check(configuration.record(), configuration.chain(), clock.instant());
        findings.forEach(finding -> found.add(Diagnosis.fault(
                finding.part(),
                finding.reason(),
                finding.meaning() + "; this device's clock says " + clock.instant(),
                remedy(finding))));
        if (findings.isEmpty()) {
            found.add(Diagnosis.fact(
                    "commissioning record",
                    "CEM " + configuration.record().cem() + " of DSRSP "
                            + configuration.record().dsrsp()
                            + ": chains, roles, key uses and dates hold"));
        }
    }

    private static String remedy(CommissioningFinding finding) {
        boolean own = finding.part().startsWith("cem");
        return switch (finding.reason()) {
            case "expired" ->
                own ? "have " + DEVICE + " renewed, or set the clock" : "ask the DSRSP for its new certificate";
            case "not-yet-valid" -> "set the clock of this device";
            case "chain" -> "compare commissioning.anchors with the authorities that issued it";
            case "key-agreement", "not-for-signing", "wrong-use" ->
                "name the certificate for signing (key use digitalSignature); devices have two, the other one is for key"
                        + " agreement";
            case "wrong-entity", "same-as-cem" ->
                "compare the entity identifiers under commissioning with the certificates";
            default -> "name the right file under " + (own ? "identity" : "commissioning.dsrspCertificates");
        };
    }

    private void certificates() {
        certificate(DEVICE, configuration.chain().get(0));
        configuration
                .record()
                .dsrspCertificates()
                .forEach(certificate -> certificate("message certificate of the DSRSP", certificate));
    }

    /** Dates that are over have been found already, with what mends them. */
    private void certificate(String whose, X509Certificate certificate) {
        CertificateLook.at(whose, certificate, clock.instant(), "have it renewed").stream()
                .filter(look -> !look.isFault())
                .forEach(found::add);
    }

    private void gateway() {
        try {
            GatewayLook.Seen seen = GatewayLook.look(
                    configuration.record(),
                    KeySource.of(configuration.key(), configuration.chain()),
                    configuration.state(),
                    configuration.linkConfiguration(),
                    clock.instant(),
                    PATIENCE);
            state(seen);
            linkConfiguration(seen.configuration());
            seen.dialled().forEach(this::dialled);
        } catch (IOException unreadable) {
            found.add(Diagnosis.fault(
                    "state " + configuration.state(),
                    "it cannot be read",
                    String.valueOf(unreadable.getMessage()),
                    "restore a copy with cem restore, or have this CEM commissioned again"));
        }
    }

    private void state(GatewayLook.Seen seen) {
        String says = seen.state()
                .map(state ->
                        state.unanswered() + " messages without an answer, " + state.payloads() + " payloads for VENs")
                .orElse("none yet: this CEM has never run");
        found.add(Diagnosis.fact("state " + configuration.state(), says));
    }

    private void linkConfiguration(Optional<LinkConfiguration> known) {
        if (known.isPresent()) {
            LinkConfiguration link = known.get();
            found.add(Diagnosis.fact(
                    "link configuration",
                    "version " + link.version() + ", certificate "
                            + link.certificate().word() + ", 2a after "
                            + link.timers().fallbackAfterSeconds() + " s without a link"));
        } else if (configuration.home().isPresent()) {
            found.add(
                    Diagnosis.warning(
                            "link configuration",
                            "there is none yet, so no gateway is dialled",
                            "the DSRSP sends it through the meter (route 2a)",
                            "wait; if it does not come, let the DSRSP look whether this CEM and its meter stand in the register"));
        } else {
            found.add(Diagnosis.fault(
                    "link configuration",
                    "there is none, and none can come",
                    "no meter is configured that could bring it",
                    "name the meter under home, or a file of the DSRSP's under linkConfiguration"));
        }
    }

    private void dialled(GatewayLook.Dialled dialled) {
        String about = "gateway " + dialled.endpoint();
        if (dialled.reached()) {
            found.add(Diagnosis.fact(about, "reached: TLS 1.3, both certificates accepted, the link offered"));
            dialled.gateway()
                    .ifPresent(
                            digest -> found.add(Diagnosis.fact(about, "its certificate, fingerprint " + last(digest))));
        } else {
            found.add(Diagnosis.fault(about, "not reached", LinkTrouble.of(dialled.reason(), dialled.detail())));
        }
    }

    private static OpenAdrFingerprint last(Octets digest) {
        return new OpenAdrFingerprint(digest.slice(digest.size() - FINGERPRINT_OCTETS, digest.size())
                .hex()
                .toLowerCase(java.util.Locale.ROOT));
    }

    private void meter(HomeConfiguration home) {
        String about = "meter " + home.meter();
        try {
            new HttpMeter(home.url(), home.meter()).labels();
            found.add(Diagnosis.fact(about, "its labels can be read: route 2a works down to here"));
        } catch (IOException unreadable) {
            found.add(Diagnosis.fault(
                    about,
                    "its labels cannot be read",
                    unreadable.getMessage() == null ? "nothing answers at " + home.url() : unreadable.getMessage(),
                    "look at the home area network, and compare home.url and home.meter"));
        }
    }

    private void ven(VenConfiguration ven) {
        String about = "VEN " + ven.id();
        String path = ven.prefix() + OpenAdrService.PATH.substring(0, OpenAdrService.PATH.length() - 1);
        String port = configuration.port() == 0 ? "PORT" : "" + configuration.port();
        found.add(Diagnosis.fact(
                about,
                "its VTN URL is http://127.0.0.1:" + port + path + ", or without " + OpenAdrService.PATH
                        + " for EPRI's and avob's; wrap " + ven.wrap().word() + ", polls "
                        + (ven.pollsTravel() ? "travel" : "local")));
        ven.push().ifPresent(url -> push(about, url));
    }

    private void push(String about, URI url) {
        int port = url.getPort() < 0 ? 80 : url.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
            found.add(Diagnosis.fact(about, "something listens at its push URL " + url));
        } catch (IOException nobody) {
            found.add(Diagnosis.fault(
                    about,
                    "nothing listens at its push URL " + url,
                    String.valueOf(nobody.getMessage()),
                    "start the VEN, or correct push; payloads wait until it answers"));
        }
    }
}
