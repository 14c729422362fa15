package uk.route2b.simulator.dcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.meter.LabelResponse;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.LoopbackServer;
import uk.route2b.simulator.http.Routes;
import uk.route2b.simulator.metersystem.Faults;

/** The DCC over HTTP, with keys from files. */
class RunningDccTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<Octets> posted = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    private LoopbackServer receiver;
    private RunningDcc dcc;

    @BeforeEach
    void start() throws Exception {
        receiver = LoopbackServer.start(0, 100_000, new Routes().now("POST", "/smartdcc/duis", request -> {
                    posted.add(request.body());
                    return new Answer(204, "text/plain", Octets.EMPTY);
                }));
        dcc = RunningDcc.start(
                files().read(Optional.of(Cast.DSRSP)),
                DccOptions.plain(receiver.url().resolve("/smartdcc/duis")),
                InstantSource.fixed(Cast.NOW));
    }

    @AfterEach
    void stop() {
        dcc.close();
        receiver.close();
    }

    private PartyFiles files() throws Exception {
        Path meters = Files.createDirectories(folder.resolve("meters"));
        write(folder.resolve("dcc"), Cast.DCC_XML);
        write(folder.resolve("user"), Cast.SUPPLIER_XML);
        write(folder.resolve("supplier"), Cast.SUPPLIER_KEY);
        write(meters.resolve(Cast.METER.toString()), Cast.METER_KEY);
        return new PartyFiles(
                folder.resolve("dcc"),
                List.of(folder.resolve("user.pem")),
                List.of(folder.resolve("supplier.pem")),
                meters);
    }

    private static void write(Path prefix, IssuedIdentity identity) throws Exception {
        Files.writeString(Path.of(prefix + ".pem"), Pem.text(identity.chain()));
        Files.writeString(Path.of(prefix + ".key"), KeyFiles.keyText(identity));
    }

    private HttpResponse<byte[]> post(URI url, Octets body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(url)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private DuisResponse service(String name, Octets request) throws Exception {
        HttpResponse<byte[]> response = post(dcc.url().resolve("/api/v1/" + name), request);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/xml");
        return Cast.read(Octets.of(response.body())).orElseThrow();
    }

    private HttpResponse<String> get(URI url) throws Exception {
        return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aFragmentGoesDownAndTheMetersResponseComesBack() throws Exception {
        LabelCommand command = Cast.command(1000, "down");
        assertThat(service("serviceT", Cast.request(command)).code()).isEqualTo(ResponseCode.SUCCESS);
        assertThat(service("serviceS", Cast.signed(command)).code()).isEqualTo(ResponseCode.ACKNOWLEDGED);
        Awaitility.await().until(() -> posted.size() == 1);
        DuisResponse.Payload payload =
                (DuisResponse.Payload) Cast.read(posted.element()).orElseThrow().body();
        assertThat(LabelResponse.judge(payload.payload(), command, Cast.meterKeys(), Ecdsa.PLATFORM))
                .isInstanceOf(LabelResponse.Written.class);
        HttpResponse<String> labels = get(dcc.homeUrl().resolve("/home/meters/" + Cast.METER + "/labels"));
        assertThat(labels.body()).startsWith("down=").hasSize(5 * 23);
    }

    @Test
    void anAlertGoesUp() throws Exception {
        URI alerts = dcc.homeUrl().resolve("/home/meters/" + Cast.METER + "/alerts");
        assertThat(post(alerts, Octets.ofText("up")).statusCode()).isEqualTo(202);
        Awaitility.await().until(() -> posted.size() == 1);
        assertThat(Cast.read(posted.element()).orElseThrow().body()).isInstanceOf(DuisResponse.DeviceAlert.class);
    }

    @Test
    void refusalsHaveTheirStatus() throws Exception {
        assertThat(post(dcc.url().resolve("/api/v1/serviceT"), Octets.ofText("<x/>"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(dcc.url().resolve("/api/v1/serviceX"), Octets.EMPTY).statusCode())
                .isEqualTo(404);
        URI home = dcc.homeUrl().resolve("/home/meters/" + Cast.METER + "/alerts");
        assertThat(post(home, Octets.EMPTY).statusCode()).isEqualTo(400);
        assertThat(post(home, Octets.ofText("\u00e9")).statusCode()).isEqualTo(400);
        assertThat(post(home, Octets.ofText("x".repeat(1062))).statusCode()).isEqualTo(202);
        assertThat(post(home, Octets.ofText("x".repeat(1063))).statusCode()).isEqualTo(413);
        URI nobody = dcc.homeUrl().resolve("/home/meters/" + Cast.NOBODY + "/");
        assertThat(get(nobody.resolve("labels")).statusCode()).isEqualTo(404);
        assertThat(post(nobody.resolve("alerts"), Octets.ofText("x")).statusCode())
                .isEqualTo(404);
        assertThat(post(dcc.url().resolve("/control/outage"), Octets.ofText("maybe"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void inAnOutageNothingIsTaken() throws Exception {
        post(dcc.url().resolve("/control/outage"), Octets.ofText("on"));
        assertThat(post(dcc.url().resolve("/api/v1/serviceT"), Cast.request(Cast.command(1, "x")))
                        .statusCode())
                .isEqualTo(503);
        URI home = dcc.homeUrl().resolve("/home/meters/" + Cast.METER + "/alerts");
        assertThat(post(home, Octets.ofText("up")).statusCode()).isEqualTo(503);
        post(dcc.url().resolve("/control/outage"), Octets.ofText("off"));
        assertThat(post(home, Octets.ofText("up")).statusCode()).isEqualTo(202);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(get(dcc.url().resolve("/counts")).body()).contains("\"alertsPosted\":1"));
        assertThat(get(dcc.url().resolve("/health")).statusCode()).isEqualTo(200);
        assertThat(get(dcc.homeUrl().resolve("/health")).statusCode()).isEqualTo(200);
    }

    @Test
    void takenPortsAreSaid() throws Exception {
        DccParties parties = files().read(Optional.empty());
        for (int[] ports :
                new int[][] {{dcc.url().getPort(), 0}, {0, dcc.homeUrl().getPort()}}) {
            DccOptions options =
                    new DccOptions(ports[0], ports[1], receiver.url(), 1, Faults.NONE, DccFaults.NONE, Events.UNHEARD);
            assertThatThrownBy(() -> RunningDcc.start(parties, options, InstantSource.system()))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws Exception {
        PartyFiles good = files();
        PartyFiles noMeters = new PartyFiles(good.dcc(), good.requests(), good.commands(), folder.resolve("none"));
        assertThatThrownBy(() -> noMeters.read(Optional.empty()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("none");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        PartyFiles without = new PartyFiles(good.dcc(), good.requests(), good.commands(), empty);
        assertThatThrownBy(() -> without.read(Optional.empty())).isInstanceOf(CommandFailure.class);
        Path text = Files.writeString(folder.resolve("text.pem"), "text");
        PartyFiles unreadable = new PartyFiles(good.dcc(), List.of(text), good.commands(), good.devices());
        assertThatThrownBy(() -> unreadable.read(Optional.empty()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("text.pem");
    }
}
