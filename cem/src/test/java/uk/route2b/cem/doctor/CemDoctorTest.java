package uk.route2b.cem.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.cem.Cem;
import uk.route2b.cem.CemProgram;
import uk.route2b.cem.DemoIdentities;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.commandline.doctor.OpenAdrFingerprint;
import uk.route2b.commandline.doctor.Verdict;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;

/** What a CEM's doctor finds without a gateway; with one: BothDoctorsTest of gateway-tests. */
class CemDoctorTest {
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    private static final Path SHIPPED =
            Path.of(System.getProperty("route2b.project", "..")).resolve("config");

    @TempDir
    private Path folder;

    private TestHierarchy hierarchy;
    private Path file;

    @BeforeEach
    void makeFiles() throws IOException {
        hierarchy = DemoIdentities.make(folder);
        file = folder.resolve("config/cem.yaml");
        Files.createDirectories(folder.resolve("config"));
        write("0", "1");
    }

    private void write(String port, String meterPort) throws IOException {
        Files.writeString(
                file,
                Files.readString(SHIPPED.resolve("cem-1.yaml"))
                        .replace("${ROUTE2B_DATA:-../demo-run}", "..")
                        .replace("${ROUTE2B_CEM_1_PORT:-8451}", port)
                        .replace("${ROUTE2B_HOME_PORT:-8490}", meterPort));
    }

    private CemConfiguration configuration() {
        return CemConfiguration.read(file, Map.of());
    }

    private List<Diagnosis> doctor(InstantSource clock) {
        return new CemDoctor(configuration(), clock).examine();
    }

    private List<Diagnosis> doctor() {
        return doctor(InstantSource.system());
    }

    private static List<Diagnosis> faults(List<Diagnosis> found) {
        return found.stream().filter(Diagnosis::isFault).toList();
    }

    private static String text(List<Diagnosis> found) {
        return String.join("\n", found.stream().map(Diagnosis::toString).toList());
    }

    @Test
    void aCemThatNeverRanHasAMeterToWaitFor() throws Exception {
        HttpServer meter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] labels = ("=".repeat(22) + "\n").repeat(5).getBytes(StandardCharsets.US_ASCII);
        meter.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, labels.length);
            exchange.getResponseBody().write(labels);
            exchange.close();
        });
        meter.start();
        try {
            write("0", "" + meter.getAddress().getPort());
            List<Diagnosis> found = doctor();

            assertThat(faults(found)).as(text(found)).isEmpty();
            OpenAdrFingerprint own =
                    OpenAdrFingerprint.of(configuration().chain().get(0));
            assertThat(text(found))
                    .contains(own.colons(), own.plain(), "digitalSignature")
                    .contains("none yet: this CEM has never run")
                    .contains("/OpenADR2/Simple/2.0b, or without")
                    .contains("its labels can be read");
            assertThat(found)
                    .anyMatch(each -> each.verdict() == Verdict.WARNING
                            && each.about().equals("link configuration")
                            && each.cause().contains("through the meter"));
            assertThat(folder.resolve("state")).doesNotExist();
        } finally {
            meter.stop(0);
        }
    }

    @Test
    void aMeterThatIsNotThere() {
        assertThat(faults(doctor())).singleElement().satisfies(fault -> {
            assertThat(fault.about()).contains("meter 00-DB-12-34-56-78-90-A1");
            assertThat(fault.remedy()).contains("home area network");
        });
    }

    @Test
    void certificatesThatAreOver() {
        String found = text(faults(doctor(InstantSource.fixed(Instant.now().plus(Duration.ofDays(365L * 60))))));

        assertThat(found)
                .contains("cem certificate", "expired", "renewed, or set the clock", "this device's clock says");
    }

    @Test
    void aClockThatIsWrong() {
        String found = text(faults(doctor(InstantSource.fixed(Instant.parse("2001-01-01T00:00:00Z")))));

        assertThat(found).contains("not-yet-valid", "set the clock of this device");
    }

    @Test
    void theCertificateOfTheOtherKey() {
        DemoIdentities.write(folder, "cem-1", hierarchy.device(CEM, KeyUse.KEY_AGREEMENT));

        assertThat(text(faults(doctor()))).contains("key-agreement", "name the certificate for signing");
    }

    @Test
    void authoritiesOfSomebodyElse() throws Exception {
        TestHierarchy other = TestHierarchy.create(Instant.now());
        Files.writeString(folder.resolve("pki/trust.pem"), uk.route2b.pki.issue.Pem.text(other.anchors()));

        assertThat(text(faults(doctor()))).contains("chain", "compare commissioning.anchors");
    }

    @Test
    void aStateThatIsDamaged() throws Exception {
        Files.createDirectories(folder.resolve("state/cem-1"));
        Files.writeString(folder.resolve("state/cem-1/state"), "torn");

        assertThat(text(faults(doctor()))).contains("it cannot be read", "cem restore");
    }

    @Test
    void aCemThatRunsTellsItsState() throws Exception {
        int port;
        try (Cem cem = Cem.start(configuration())) {
            port = cem.endpoint().url().getPort();
            write("" + port, "1");
            List<Diagnosis> found = doctor();

            assertThat(cem.endpoint().waiting()).isZero();
            assertThat(text(found)).contains("route in use: none", "its link is no-configuration");
        }
        assertThat(text(doctor())).contains("none at 127.0.0.1:" + port);
    }

    @Test
    void itsExitCodeSaysWhetherSomethingIsWrong() {
        assertThat(new Program(new CemProgram(), Console.ofProcess()).run("doctor", "--config", file.toString()))
                .isEqualTo(1);
        assertThat(new Program(new CemProgram(), Console.ofProcess())
                        .run("doctor", "--json", "--config", file.toString()))
                .isEqualTo(1);
    }
}
