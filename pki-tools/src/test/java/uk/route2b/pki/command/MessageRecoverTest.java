package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.protocol.octets.Octets;

class MessageRecoverTest {
    @TempDir
    Path folder;

    private Path authority;

    @BeforeEach
    void issue() {
        authority = Run.authority(folder.resolve("pki"));
        organisation("08", "90-B3-D5-1F-30-01-00-08", "recovery");
        organisation("08", "90-B3-D5-1F-30-01-00-08", "next");
    }

    private void organisation(String role, String entity, String name) {
        Run run = Run.of(
                "pki",
                "issue",
                "organisation",
                "--dir",
                authority,
                "--role",
                role,
                "--eui",
                entity,
                "--use",
                "signing",
                "--out",
                folder.resolve(name));
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private Run recover(String key, Object... targets) {
        Object[] first = {
            "message",
            "recover",
            "--key",
            folder.resolve(key),
            "--recovery",
            folder.resolve("recovery.pem"),
            "--originator",
            "90-B3-D5-1F-30-01-00-08",
            "--certificate",
            folder.resolve("next.pem"),
            "--counter",
            "1795464000000"
        };
        Object[] all = java.util.Arrays.copyOf(first, first.length + targets.length * 2);
        for (int i = 0; i < targets.length; i++) {
            all[first.length + 2 * i] = "--target";
            all[first.length + 2 * i + 1] = targets[i];
        }
        return Run.of(all);
    }

    @Test
    void anOrderHasAMessageForEachCemThatVerifiesUnderTheRecoveryCertificate() {
        Run run = recover(
                "recovery.key", "00-DB-12-34-56-78-90-C1", "00-DB-12-34-56-78-90-C2", "00-DB-12-34-56-78-90-C1");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode order = JsonMapper.builder().build().readTree(run.out());
        assertThat(order.path("dsrsp").asString()).isEqualTo("90-B3-D5-1F-30-01-00-08");
        assertThat(order.path("messages")).hasSize(2);
        for (JsonNode message : order.path("messages")) {
            String hex =
                    Octets.of(Base64.getDecoder().decode(message.asString())).hex();
            Run shown = Run.with(hex.getBytes(java.nio.charset.StandardCharsets.US_ASCII), "message", "inspect", "-");
            assertThat(shown.out()).contains("7F03", "90-B3-D5-1F-30-01-00-08");
        }
    }

    @Test
    void aKeyThatIsNotThatOfTheCertificateIsRefused() {
        Run run = recover("next.key", "00-DB-12-34-56-78-90-C1");
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.err()).contains("it is not the key of");
        assertThat(run.out()).isEmpty();
    }
}
