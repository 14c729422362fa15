package uk.route2b.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.server.configuration.ServerConfiguration.CemEntry;
import uk.route2b.server.configuration.ServerConfiguration.DsrspEntry;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.tunnel.duis.DuisSettings;

/** The configuration file is read strictly, and says everything that is wrong with it at once. */
class ConfigurationReaderTest {
    private static final Environment EMPTY = new Environment(Map.of());

    private static final String SMALLEST = """
            trust: pki/trust.pem
            store: {sqlite: server.db}
            dsrsps:
              - entity: 90-B3-D5-1F-30-01-00-08
                signers: [{certificate: m.pem, key: "file:m.key"}]
                link:
                  tls: {certificate: t.pem, key: "file:t.key"}
                  configuration: {endpoints: "wss://localhost:8443/route2b"}
            """;

    @TempDir
    private Path folder;

    @Test
    void everyDefaultIsTheDocumentedOne() {
        ServerConfiguration configuration = read(SMALLEST);

        assertThat(configuration.trust()).isEqualTo(folder.resolve("pki/trust.pem"));
        assertThat(configuration.store())
                .isEqualTo(new StoreEntry(
                        new StoreEntry.Sqlite(folder.resolve("server.db")),
                        "gateway",
                        Duration.ofDays(7),
                        Duration.ofDays(396),
                        Duration.ofSeconds(60)));
        assertThat(configuration.delivery()).isEqualTo(DeliveryLimits.DEFAULT);
        assertThat(configuration.link()).isEqualTo(ServerConfiguration.LinkLimits.DEFAULT);
        assertThat(configuration.push().address()).hasToString("127.0.0.1:8444");
        assertThat(configuration.push().answer()).isEqualTo(Duration.ofSeconds(8));
        assertThat(configuration.push().bodyOctets()).isEqualTo(4 * 1024 * 1024);
        assertThat(configuration.operator()).hasToString("127.0.0.1:8445");
        assertThat(configuration.tunnel()).isEmpty();
        assertThat(configuration.log()).isEmpty();
        DsrspEntry dsrsp = configuration.dsrsps().get(0);
        assertThat(dsrsp.listener()).hasToString("0.0.0.0:8443");
        assertThat(dsrsp.offer())
                .isEqualTo(new ServerConfiguration.OfferEntry(
                        1,
                        java.util.List.of(URI.create("wss://localhost:8443/route2b")),
                        uk.route2b.protocol.configuration.CemCertificate.SMKI,
                        240,
                        2,
                        300,
                        120));
    }

    @Test
    void theSampleSaysEveryKeyWithItsDefault() {
        ServerConfiguration sample = ConfigurationReader.read(DemoFiles.sampleFile(), EMPTY);

        assertThat(sample.link()).isEqualTo(ServerConfiguration.LinkLimits.DEFAULT);
        assertThat(sample.push()).isEqualTo(read(SMALLEST).push());
        assertThat(sample.delivery()).isEqualTo(DeliveryLimits.DEFAULT);
        assertThat(sample.store().node()).isEqualTo("gateway");
        assertThat(sample.store().bodies()).isEqualTo(Duration.ofDays(7));
        assertThat(sample.store().headers()).isEqualTo(Duration.ofDays(396));
        assertThat(sample.store().prune()).isEqualTo(Duration.ofSeconds(60));
        assertThat(sample.vtns().get(0))
                .usingRecursiveComparison()
                .ignoringFields("line")
                .isEqualTo(read(SMALLEST + "vtns: [{name: th_vtn, url: \"http://127.0.0.1:8480\"}]\n")
                        .vtns()
                        .get(0));
        assertThat(sample.checks().anomaly()).isEqualTo(AnomalyLimits.DEFAULT);
        assertThat(sample.checks().dispatch()).isEqualTo(DispatchCap.DEFAULT);
        assertThat(sample.checks().audit())
                .contains(new ChecksEntry.AuditEntry(
                        DemoFiles.sampleFile()
                                .resolve("../../demo-run/state/audit")
                                .normalize(),
                        16 * 1024 * 1024,
                        Duration.ofSeconds(1),
                        Duration.ofDays(396)));
        assertThat(read(SMALLEST).checks().dispatch()).isEqualTo(DispatchCap.DEFAULT);
        assertThat(read(SMALLEST).checks().audit().orElseThrow().fileOctets()).isEqualTo(16 * 1024 * 1024);
        assertThat(sample.operator()).isEqualTo(read(SMALLEST).operator());
        assertThat(sample.dsrsps().get(0).offer())
                .isEqualTo(read(SMALLEST).dsrsps().get(0).offer());
        Path certificate = DemoFiles.sampleFile()
                .resolve("../../demo-run/identities/dcc-xml.pem")
                .normalize();
        assertThat(sample.tunnel().orElseThrow())
                .isEqualTo(read(SMALLEST + "tunnel: {dcc: {certificates: " + certificate + "}}\n")
                        .tunnel()
                        .orElseThrow());
        DccEntry dcc = sample.tunnel().orElseThrow().dcc();
        assertThat(dcc.certificates()).containsExactly(certificate);
        assertThat(dcc.listener()).hasToString("127.0.0.1:8446");
        assertThat(dcc.path()).isEqualTo(DuisSettings.RECEIVE_PATH);
        assertThat(new DuisSettings(
                        dcc.url(),
                        dcc.transformPath(),
                        dcc.sendPath(),
                        dcc.timeout(),
                        dcc.responseWait(),
                        dcc.schemaVersion()))
                .isEqualTo(DuisSettings.DEFAULT);
        assertThat(sample.trust())
                .isEqualTo(DemoFiles.sampleFile()
                        .resolve("../../demo-run/pki/trust.pem")
                        .normalize());
        CemEntry second = sample.dsrsps().get(0).cems().get(1);
        assertThat(second.entity()).isEqualTo(DemoFiles.CEM_2);
        assertThat(second.state()).isEqualTo("active");
        assertThat(second.labelHold()).isEqualTo(Duration.ofSeconds(60));
        assertThat(second.vens()).extracting(ServerConfiguration.VenEntry::id).containsExactly("VEN_2A", "VEN_2B");
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndTheKnownOnes() {
        CommandFailure failure = refused(SMALLEST.replace("store:", "stroe: {}\nstore:"));

        assertThat(failure.code()).isEqualTo(ExitCode.INPUT);
        assertThat(failure.getMessage()).endsWith("server.yaml line 2: stroe");
        assertThat(failure.why()).startsWith("unknown key").contains("store", "dsrsps", "vtns");
        assertThat(failure.remedy()).contains("server check --config");
    }

    @Test
    void anUnknownKeyFurtherInIsNamedWithItsPlace() {
        CommandFailure failure = refused(SMALLEST.replace("sqlite: server.db", "sqlite: server.db, wal: no"));

        assertThat(failure.getMessage()).endsWith("line 2: store.wal");
    }

    @Test
    void aPostgresStoreSaysWhereItIsAndNeverItsPassword() {
        Environment environment = new Environment(Map.of("PG", "s3cret"));
        StoreEntry store = read(
                        SMALLEST.replace(
                                "sqlite: server.db",
                                "node: a, postgresql: {url: \"jdbc:postgresql://db:5432/r\", user: u, password: \"env:PG\"}"),
                        environment)
                .store();
        StoreEntry.PostgreSql place = (StoreEntry.PostgreSql) store.place();

        assertThat(place.url()).isEqualTo("jdbc:postgresql://db:5432/r");
        assertThat(place.user()).isEqualTo("u");
        assertThat(place.password().read().text()).isEqualTo("s3cret");
        assertThat(place.pool()).isEqualTo(16);
        assertThat(store.node()).isEqualTo("a");
        assertThat(store.toString()).doesNotContain("s3cret");
    }

    @Test
    void aStoreIsOneOfTheTwo() {
        String both = SMALLEST.replace("sqlite: server.db", "sqlite: a.db, postgresql: {url: \"jdbc:postgresql:x\"}");

        assertThat(refused(SMALLEST.replace("sqlite: server.db", "")).getMessage())
                .endsWith("line 2: store.sqlite");
        assertThat(refused(both).why()).contains("one store", "store.postgresql.user", "store.postgresql.password");
    }

    @Test
    void aPasswordInTheUrlIsRefused() {
        String url = SMALLEST.replace(
                "sqlite: server.db",
                "postgresql: {url: \"jdbc:postgresql://db/r?password=x\", user: u, password: \"file:p\"}");

        assertThat(refused(url).getMessage()).endsWith("line 2: store.postgresql.url");
    }

    /** With each look a node says that it lives. */
    @Test
    void aNodeSaysOftenEnoughThatItLives() {
        assertThat(refused(SMALLEST + "delivery: {reconcileSeconds: 21}\n").getMessage())
                .contains("delivery.reconcileSeconds");
    }

    @Test
    void limitsThatLetNothingThroughAreRefused() {
        CommandFailure failure =
                refused(SMALLEST.replace("sqlite: server.db", "sqlite: a, retention: {bodiesDays: 400}")
                        + "delivery: {queuedOctets: 100, requestOctets: 100, queuedOctetsInAll: 50}\n");

        assertThat(failure.getMessage()).endsWith("4 faults");
        assertThat(failure.why())
                .contains("line 2, store.retention.headersDays")
                .contains("line 9, delivery.queuedOctets:", "push.bodyOctets")
                .contains("line 9, delivery.queuedOctetsInAll:")
                .contains("line 9, delivery.requestOctets:", "link.messageOctets");
    }

    /** Two that differ are two steps, as warn and close; two that are the same would count everything twice. */
    @Test
    void aThresholdThatStandsTwiceIsRefused() {
        String checks = SMALLEST + "checks: {anomaly: {thresholds: [{kind: any, count: 5}, {kind: any, count: %s}]}}\n";

        assertThat(read(checks.formatted("6")).checks().anomaly().thresholds()).hasSize(2);
        assertThat(refused(checks.formatted("5")).getMessage()).contains("checks.anomaly.thresholds");
        assertThat(refused(checks.formatted("5")).why()).contains("twice");
    }

    @Test
    void aSchemaIsOfAFolderAndTellsUnlessItIsToReject() {
        String checks = SMALLEST + "checks: {schema: {%s}}\n";

        assertThat(read(SMALLEST).checks().schema()).isEmpty();
        assertThat(read(checks.formatted("folder: xsd")).checks().schema())
                .contains(new ChecksEntry.SchemaEntry(folder.resolve("xsd"), false));
        assertThat(read(checks.formatted("folder: xsd, breach: reject"))
                        .checks()
                        .schema())
                .contains(new ChecksEntry.SchemaEntry(folder.resolve("xsd"), true));
        assertThat(refused(checks.formatted("folder: xsd, breach: close")).why())
                .contains("warn or reject");
        assertThat(refused(checks.formatted("breach: warn")).getMessage()).contains("checks.schema.folder");
    }

    @Test
    void whatAVtnIsToldIsOneOfTwo() {
        String vtn = SMALLEST + "vtns: [{name: v, url: \"http://v\", answer: %s, expiresSeconds: %s}]\n";
        ServerConfiguration.VtnEntry entry =
                read(vtn.formatted("on-store", "60")).vtns().get(0);

        assertThat(entry.answer()).isEqualTo(PushAnswer.ON_STORE);
        assertThat(entry.expires()).contains(Duration.ofSeconds(60));
        assertThat(refused(vtn.formatted("soon", "60")).why()).contains("after-cem or on-store");
        assertThat(refused(vtn.formatted("on-store", "0")).why()).contains("whole number of seconds above 0");
    }

    @Test
    void aKeyThatComesTwiceIsRefused() {
        assertThat(refused(SMALLEST + "trust: other.pem\n").why()).contains("second time");
    }

    @Test
    void allFaultsAreSaidTogether() {
        CommandFailure failure = refused("""
                trust: t.pem
                store: {sqlite: [a, b]}
                push: {port: many}
                link: {helloSeconds: 0}
                """);

        assertThat(failure.getMessage()).endsWith("4 faults");
        assertThat(failure.why())
                .contains("line 2, store.sqlite: it is a list")
                .contains("line 3, push.port")
                .contains("line 4, link.helloSeconds")
                .contains("dsrsps");
    }

    /** The tokens in the addresses would be read on the way. */
    @Test
    void aPushListenerBeyondTheLoopbackWithoutTlsInFrontIsRefused() {
        assertThat(refused(SMALLEST + "push: {host: 0.0.0.0}\n").why()).contains("push tokens", "tlsInFront");
        assertThat(refused(SMALLEST + "push: {host: 0.0.0.0, publicUrl: \"http://gateway.example\"}\n")
                        .why())
                .contains("tlsInFront");
        for (String stated : List.of("tlsInFront: true", "publicUrl: \"https://gateway.example\"")) {
            assertThat(read(SMALLEST + "push: {host: 0.0.0.0, " + stated + "}\n")
                            .push()
                            .address()
                            .host())
                    .isEqualTo("0.0.0.0");
        }
    }

    @Test
    void aLiteralSecretIsRefusedAndNotRepeated() {
        CommandFailure failure = refused(SMALLEST.replace("\"file:m.key\"", "s3cret"));

        assertThat(failure.threeLines()).contains("file:PATH or env:NAME").doesNotContain("s3cret");
    }

    @Test
    void aSecretInTheEnvironmentIsReadAndNotShown() {
        Environment environment = new Environment(Map.of("KEY", "s3cret"));
        ServerConfiguration configuration = read(SMALLEST.replace("file:m.key", "env:KEY"), environment);
        Secret secret = configuration.dsrsps().get(0).signers().get(0).key();

        assertThat(secret.read().text()).isEqualTo("s3cret");
        assertThat(secret).hasToString("env:KEY");
        assertThat(refused(SMALLEST.replace("file:m.key", "env:ABSENT")).why()).contains("no such variable");
    }

    @Test
    void variablesAreReplacedAndHaveDefaults() {
        String text = SMALLEST.replace("pki/trust.pem", "${DIR:-pki}/${NAME}.pem");

        assertThat(read(text, new Environment(Map.of("NAME", "a"))).trust()).isEqualTo(folder.resolve("pki/a.pem"));
        assertThat(read(text, new Environment(Map.of("NAME", "a", "DIR", "/x"))).trust())
                .isEqualTo(Path.of("/x/a.pem"));
        assertThat(refused(text).getMessage()).contains("${NAME}");
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() {
        assertThat(refused("trust: [\n").why()).contains("not YAML");
        assertThat(refused("- a\n- b\n").why()).contains("not one document");
        assertThat(refused(SMALLEST + "---\nother: document\n").why()).contains("not one document");
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        String cems = SMALLEST + "    cems: [{entity: 00-DB-12-34-56-78-90-C1, state: aktiv}]\n";

        assertThat(refused(cems).why()).contains("enrolled, active, suspended or revoked");
    }

    @Test
    void aCemIsNotActiveUnlessItSaysSo() {
        String cems = SMALLEST + "    cems: [{entity: 00-DB-12-34-56-78-90-C1}]\n";

        assertThat(refused(cems).getMessage()).contains("state");
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class, () -> ConfigurationReader.read(folder.resolve("none.yaml"), EMPTY));

        assertThat(failure.code()).isEqualTo(ExitCode.INPUT);
        assertThat(failure.remedy()).contains("config/server.yaml");
    }

    private ServerConfiguration read(String text) {
        return read(text, EMPTY);
    }

    private ServerConfiguration read(String text, Environment environment) {
        try {
            return ConfigurationReader.read(Files.writeString(folder.resolve("server.yaml"), text), environment);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private CommandFailure refused(String text) {
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> read(text));
        assertThat(failure).as("refused").isNotNull();
        return failure;
    }
}
