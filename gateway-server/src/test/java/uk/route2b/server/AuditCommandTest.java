package uk.route2b.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.Console;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.server.audit.AuditHead;
import uk.route2b.server.audit.AuditSettings;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.FileAudit;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.HandTimers;

/** {@code audit verify} as an operator and a script use it. */
class AuditCommandTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder;

    private final HandTimers timers = new HandTimers(START);
    private final IssuedIdentity signer = TestHierarchy.create(START)
            .organisation(RemotePartyRole.LOAD_CONTROLLER, DemoFiles.DSRSP, KeyUse.DIGITAL_SIGNATURE);
    private String out = "";
    private String err = "";

    @BeforeEach
    void write() throws Exception {
        AuditSettings settings = new AuditSettings(
                folder.resolve("audit"), "gateway", 1_000_000, Duration.ofSeconds(1), Duration.ofDays(1));
        AuditHead head = new AuditHead(Ecdsa.signer(signer.key()), signer.certificate());
        try (FileAudit audit = FileAudit.open(settings, Optional.of(head), timers, timers)) {
            audit.note(Verdict.of(Check.AUTHENTICATION, Ruling.REFUSED, "hello", "link-counter"));
        }
    }

    private int run(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                new PrintStream(complained, true, StandardCharsets.UTF_8),
                false);
        int exit = AuditProgram.program(console).run(arguments);
        out = said.toString(StandardCharsets.UTF_8);
        err = complained.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private String audit() {
        return folder.resolve("audit").toString();
    }

    @Test
    void oneThatHoldsSaysHowFarAndWhoSignedIt() {
        assertThat(run("verify", audit())).isZero();
        assertThat(out)
                .contains("chain of gateway holds; records 1 to 4, 2 signed heads up to record 3")
                .contains(KeyIdentifier.of(signer.certificate().getPublicKey()).toString());
    }

    @Test
    void oneThatWasChangedIsFoundForAPersonAndForAProgram() throws Exception {
        Path file = folder.resolve("audit/gateway.000000000001.jsonl");
        Files.writeString(file, Files.readString(file).replace("link-counter", "link-closed!"));

        assertThat(run("verify", audit())).isEqualTo(1);
        assertThat(out)
                .contains("changed: gateway.000000000001.jsonl: record 3 ")
                .contains("does NOT hold");
        assertThat(run("verify", "--json", audit())).isEqualTo(1);
        JsonNode answer = JsonMapper.shared().readTree(out);
        assertThat(answer.path(0).path("findings").path(0).path("kind").asString(""))
                .isEqualTo("changed");
    }

    @Test
    void whereThereIsNothingItSaysWhatToName() {
        assertThat(run("verify", folder.resolve("elsewhere").toString())).isEqualTo(3);
        assertThat(err).contains("it is no folder", "audit.folder");
        assertThat(run("verify", folder.toString())).isEqualTo(3);
        assertThat(run("--help")).isZero();
        assertThat(run("verify", "--help")).isZero();
    }
}
