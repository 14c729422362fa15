package uk.route2b.cem.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.cem.DemoIdentities;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.MeterLimits;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

class CemConfigurationTest {
    private static final Path SHIPPED =
            Path.of(System.getProperty("route2b.project", "..")).resolve("config");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeIdentities() {
        DemoIdentities.make(folder);
        environment.put("ROUTE2B_DATA", folder.toString());
    }

    private Path edited(UnaryOperator<String> edit) throws IOException {
        Path file = folder.resolve("cem.yaml");
        Files.writeString(file, edit.apply(Files.readString(SHIPPED.resolve("cem-1.yaml"))));
        return file;
    }

    private CemConfiguration read(UnaryOperator<String> edit) throws IOException {
        return CemConfiguration.read(edited(edit), environment);
    }

    private void assertRefused(UnaryOperator<String> edit, String... parts) {
        ThrowableAssert.ThrowingCallable reading = () -> read(edit);
        assertThatThrownBy(reading).isInstanceOfSatisfying(CommandFailure.class, failure -> {
            for (String part : parts) {
                assertThat(failure.threeLines()).contains(part);
            }
        });
    }

    @Test
    void theShippedFileOfCem1Loads() {
        CemConfiguration configuration = CemConfiguration.read(SHIPPED.resolve("cem-1.yaml"), environment);
        assertThat(configuration.port()).isEqualTo(8451);
        assertThat(configuration.vens()).containsExactly(new VenConfiguration("VEN_1", ""));
        assertThat(configuration.home().orElseThrow().meter()).hasToString("00-DB-12-34-56-78-90-A1");
        assertThat(configuration.state()).isEqualTo(folder.resolve("state/cem-1"));
        assertThat(configuration.record().dsrspCertificates()).hasSize(1);
    }

    @Test
    void theShippedFileOfCem2LoadsWithTwoVensOfDifferentPrefixes() {
        environment.put("ROUTE2B_CEM_2_PORT", "9452");
        CemConfiguration configuration = CemConfiguration.read(SHIPPED.resolve("cem-2.yaml"), environment);
        assertThat(configuration.port()).isEqualTo(9452);
        assertThat(configuration.vens())
                .containsExactly(new VenConfiguration("VEN_2A", "/ven-2a"), new VenConfiguration("VEN_2B", "/ven-2b"));
    }

    @Test
    void eachVenIsSpokenToInItsOwnManner() throws Exception {
        VenConfiguration ven = read(text -> text.replaceFirst(
                        "    - id: VEN_1 .*",
                        "    - {id: VEN_1, wrap: never, pollSeconds: 0, polls: travel, push: \"http://127.0.0.1:8090/x/\"}"))
                .vens()
                .get(0);
        assertThat(ven)
                .isEqualTo(new VenConfiguration(
                        "VEN_1",
                        "",
                        VenWrap.NEVER,
                        java.util.Optional.empty(),
                        true,
                        java.util.Optional.of(java.net.URI.create("http://127.0.0.1:8090/x"))));
        assertRefused(text -> text.replaceFirst("    - id: VEN_1 .*", "    - {id: VEN_1, wrap: no}"), "wrap");
    }

    @Test
    void anUnknownKeyIsRefusedWithItsLineAndTheKnownKeys() {
        assertRefused(
                text -> text.replace("  port:", "  prot:"),
                "cem.yaml line 24, openadr.prot",
                "there is no such key",
                "the keys here are: port, vens, dispatchAgeSeconds");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() throws Exception {
        long last = Files.readString(SHIPPED.resolve("cem-1.yaml")).lines().count() + 2;
        assertRefused(text -> text + "\nstate: elsewhere\n", "line " + last + ", state", "twice");
    }

    @Test
    void howMuchIsHeldIsASettingAndNoQueueIsSmallerThanAMessage() throws Exception {
        ClientLimits limits = read(text -> text + "\nlimits: {messageOctets: 100000, queuedRequests: 7,"
                        + " queuedOctets: 100000, waitingPayloads: 9, waitingOctets: 200000}\n")
                .limits();
        assertThat(limits).isEqualTo(new ClientLimits(7, 100_000, 9, 200_000, 100_000));
        assertThat(read(text -> text).limits()).isEqualTo(ClientLimits.DEFAULT);
        assertRefused(
                text -> text + "\nlimits: {messageOctets: 100000, waitingOctets: 99999}\n",
                "limits.waitingOctets",
                "from 100000");
    }

    @Test
    void whatGoesThroughTheMeterIsASetting() throws Exception {
        ClientLimits limits = read(text ->
                        text + "\nlimits: {meterFragments: 3, meterRepeatSeconds: 60, meterSends: 2}\n")
                .limits();
        assertThat(limits.byMeter()).isEqualTo(new MeterLimits(3, Duration.ofMinutes(1), 2));
        assertRefused(text -> text + "\nlimits: {meterFragments: 257}\n", "limits.meterFragments", "to 256");
    }

    @Test
    void aMissingKeyIsNamed() {
        assertRefused(text -> text.replaceFirst("  dsrsp: .*", ""), "commissioning.dsrsp", "the key is missing");
    }

    @Test
    void aSecretInTheFileItselfIsRefusedAndNotRepeated() {
        assertRefused(
                text -> text.replaceFirst("key: file:.*", "key: 308141020100"),
                "identity.key",
                "a secret may not stand in the file itself");
        assertThatThrownBy(() -> read(text -> text.replaceFirst("key: file:.*", "key: 308141020100")))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.threeLines()).doesNotContain("308141020100"));
    }

    @Test
    void aSecretMayComeFromTheEnvironment() throws Exception {
        environment.put("CEM_KEY", Files.readString(folder.resolve("identities/cem-1.key")));
        assertThat(read(text -> text.replaceFirst("key: file:.*", "key: env:CEM_KEY"))
                        .key()
                        .getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void aVariableWithoutValueAndDefaultIsRefused() {
        assertRefused(
                text -> text.replace("${ROUTE2B_CEM_1_PORT:-8451}", "${NOT_THERE}"),
                "openadr.port",
                "the environment has no NOT_THERE");
    }

    @Test
    void pathsAreRelativeToTheFilesFolder() throws Exception {
        assertThat(read(text -> text.replaceFirst("state: .*", "state: here/cem"))
                        .state())
                .isEqualTo(folder.resolve("here/cem"));
    }

    @Test
    void aNumberOutOfRangeIsRefusedWithTheRange() {
        assertRefused(text -> text.replace("${ROUTE2B_CEM_1_PORT:-8451}", "70000"), "openadr.port", "from 0 to 65535");
    }

    @Test
    void aFileThatIsNotThereIsNamedWithTheKeyThatNamesIt() {
        assertRefused(
                text -> text.replace("dsrsp-message.pem", "absent.pem"),
                "absent.pem",
                "there is no such file",
                "commissioning.dsrspCertificates");
    }

    @Test
    void aFileThatIsNoCertificateIsNamed() throws Exception {
        Files.writeString(folder.resolve("identities/dsrsp-message.pem"), "nothing");
        assertRefused(text -> text, "dsrsp-message.pem", "no readable certificate", "route2b inspect");
    }

    @Test
    void twoVensMayNotShareAPath() {
        assertRefused(
                text -> text.replace("    - id: VEN_1", "    - id: VEN_0\n    - id: VEN_1"), "share an id or a prefix");
    }

    @Test
    void aPrefixEndsWithoutASlash() {
        assertRefused(
                text -> text.replace("    - id: VEN_1", "    - id: VEN_1\n      prefix: /ven/"), "prefix", "/ven-2a");
    }

    @Test
    void whatIsNotYamlIsRefusedWithItsLine() {
        assertRefused(text -> "commissioning:\n\t- x\n", "cem.yaml line 2", "not YAML");
    }

    @Test
    void aliasesAreRefused() {
        assertRefused(
                text -> text.replaceFirst("state: .*", "state: &x here").replaceFirst("id: VEN_1", "id: *x"),
                "anchors, aliases and tags");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused(text -> "# nothing\n", "no content");
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        CemConfiguration configuration = read(text -> text.replaceFirst("  readingMillis: .*", "")
                .replaceFirst("  firstFloor: .*", "")
                .replaceFirst("  port: .*", ""));
        assertThat(configuration.home().orElseThrow().reading()).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.port()).isZero();
        assertThat(configuration.dispatchAge()).isEmpty();
        assertThat(configuration.linkConfiguration()).isEmpty();
    }

    @Test
    void aLinkConfigurationEnteredByHandIsChecked() throws Exception {
        Files.writeString(
                folder.resolve("link.json"),
                "{\"version\":1,\"endpoints\":\"http://x/\",\"gateway\":"
                        + "\"4E5ED7D3AB43485C\",\"issuer\":\"4F5688D7EC933BE2\",\"time\":1795464000000}");
        assertRefused(text -> text + "\nlinkConfiguration: link.json\n", "linkConfiguration", "not-a-wss-uri");
    }

    @Test
    void exitCodesTellAWrongFileFromAWrongKey() {
        assertThatThrownBy(() -> read(text -> text.replaceFirst("key: file:.*", "key: env:ABSENT")))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ExitCode.KEY));
        assertThat(List.of(ExitCode.INPUT.number(), ExitCode.KEY.number())).containsExactly(3, 5);
    }
}
