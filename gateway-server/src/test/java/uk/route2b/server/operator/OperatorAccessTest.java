package uk.route2b.server.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.testing.DemoFiles;

/** Who may look and who may act, over real sockets. */
class OperatorAccessTest {
    private static final OkHttpClient HTTP = new OkHttpClient();
    private static final String READ = "0123456789abcdef0123456789abcdef";
    private static final String ACT = "fedcba9876543210fedcba9876543210";

    private static final List<String> PATHS = List.of(
            "/health",
            "/status",
            "/deadletters",
            "/refusals",
            "/moves",
            "/quarantine",
            "/quarantine/up",
            "/thresholds",
            "/none");
    private static final List<String> ORDERS = List.of(
            "/moves",
            "/moves/1/stop",
            "/recovery",
            "/quarantine/1/release",
            "/quarantine/1/drop",
            "/quarantine/up/1/release",
            "/quarantine/up/1/drop",
            "/cems/" + DemoFiles.CEM_1 + "/state");

    @TempDir
    private Path folder;

    private DemoFiles files;

    @BeforeEach
    void write() {
        files = new DemoFiles(folder, Instant.now());
        files.write("read", READ + "\n");
        files.write("act", ACT + "\n");
        files.write("short", "secret");
    }

    private ServerConfiguration with(String operator) throws IOException {
        String sample = Files.readString(DemoFiles.sampleFile());
        String changed = sample.replaceFirst("operator:\n  host: 127.0.0.1\n", "operator:\n" + operator)
                .replaceFirst("(?m)^tunnel:\n(?:  .*\n)+", "");
        assertThat(changed).isNotEqualTo(sample);
        return ConfigurationReader.read(files.write("server.yaml", changed), files.environment("1", "1"));
    }

    private static String tokens(String read, String act) {
        return "  host: 127.0.0.1\n  readToken: file:" + read + "\n  actToken: file:" + act + "\n";
    }

    private static int get(GatewayServer server, String path, String authorization) throws IOException {
        return status(new Request.Builder().url(server.operator() + path), authorization);
    }

    /** Without what it would need to be carried out. */
    private static int order(GatewayServer server, String path, String authorization) throws IOException {
        RequestBody body = RequestBody.create("", MediaType.get("application/json"));
        return status(new Request.Builder().url(server.operator() + path).post(body), authorization);
    }

    private static int status(Request.Builder request, String authorization) throws IOException {
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try (Response response = HTTP.newCall(request.build()).execute()) {
            return response.code();
        }
    }

    @Test
    void oneTokenLooksAndTheOtherActs() throws Exception {
        try (GatewayServer server = GatewayServer.start(with(tokens("read", "act")), Surroundings.ofProcess())) {
            for (String path : PATHS) {
                assertThat(get(server, path, "")).as(path).isEqualTo(401);
                assertThat(get(server, path, "Bearer " + READ + "x")).as(path).isEqualTo(401);
                assertThat(get(server, path, READ)).as(path).isEqualTo(401);
                assertThat(get(server, path, "Basic " + READ)).as(path).isEqualTo(401);
                assertThat(get(server, path, "Bearer " + READ)).as(path).isNotIn(401, 403);
                assertThat(get(server, path, "Bearer " + ACT)).as(path).isNotIn(401, 403);
            }
            for (String order : ORDERS) {
                assertThat(order(server, order, "")).as(order).isEqualTo(401);
                assertThat(order(server, order, "Bearer " + READ)).as(order).isEqualTo(403);
                assertThat(order(server, order, "Bearer " + ACT)).as(order).isNotIn(200, 201, 401, 403);
            }
        }
    }

    /** A page in a browser on this machine whose own name has come to point here. */
    @Test
    void withoutATokenNothingIsTakenThatWasSentToAName() throws Exception {
        try (GatewayServer server = GatewayServer.start(with("  host: 127.0.0.1\n"), Surroundings.ofProcess())) {
            for (String host : List.of("attacker.example", "attacker.example:8445", "127.0.0.1.attacker.example")) {
                assertThat(named(server, host)).as(host).isEqualTo(403);
            }
            for (String host : List.of("localhost", "LOCALHOST:8445", "127.0.0.1", "[::1]:8445")) {
                assertThat(named(server, host)).as(host).isEqualTo(200);
            }
        }
    }

    private static int named(GatewayServer server, String host) throws IOException {
        return status(new Request.Builder().url(server.operator() + "/status").header("Host", host), "");
    }

    @Test
    void beyondTheLoopbackThereIsNoListenerWithoutAToken() throws Exception {
        assertThatThrownBy(() -> with("  host: 0.0.0.0\n"))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.why()).contains("beyond the loopback"));
        assertThat(with("  host: 0.0.0.0\n  readToken: file:read\n").access().isOpen())
                .isFalse();
    }

    @Test
    void aTokenThatCanBeGuessedStopsTheStartAndIsNotQuoted() throws Exception {
        ServerConfiguration weak = with(tokens("short", "act"));

        assertThatThrownBy(() -> GatewayServer.start(weak, Surroundings.ofProcess()))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.getMessage() + failure.why() + failure.remedy())
                                .contains("22 printable characters")
                                .doesNotContain("secret"));
    }

    @Test
    void oneTokenForBothStopsTheStart() throws Exception {
        ServerConfiguration same = with(tokens("act", "act"));

        assertThatThrownBy(() -> GatewayServer.start(same, Surroundings.ofProcess()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("readToken");
    }
}
