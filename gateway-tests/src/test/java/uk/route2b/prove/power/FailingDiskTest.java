package uk.route2b.prove.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.prove.book.Ledger;
import uk.route2b.prove.crash.Settlement;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.process.JavaCommand;
import uk.route2b.prove.process.Waiting;
import uk.route2b.prove.world.Identities;
import uk.route2b.prove.world.Seat;
import uk.route2b.prove.world.Vens;
import uk.route2b.prove.world.World;
import uk.route2b.prove.world.WorldPlan;

/**
 * Gateway and CEM under load on a disk that fails: they say so, acknowledge nothing that is not true, also if power
 * fails while the disk does, and go on by themselves when it works again.
 */
@Tag("crash")
class FailingDiskTest {
    private static final Duration SAID = Duration.ofSeconds(30);
    private static final Duration SLOW = Duration.ofSeconds(60);
    private static final int SLOW_TURNS = 3;
    private static final String JOURNAL_FAILS = "\"reason\" : \"journal\"";
    private static final String NODE = "node-a";
    private static final String CEM = "cem-1";

    @TempDir
    private Path place;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, WatchedFolder> folders = new LinkedHashMap<>();

    /** One kind of failure in an ordinary build; all with {@code -Droute2b.tests=whole}, as .ci/run has it. */
    private static List<String> faults(String ordinary) {
        boolean whole = System.getProperty("route2b.tests", "").equals("whole");
        return whole ? List.of("fsync-fails 0", "no-space 0", "read-only") : List.of(ordinary);
    }

    private World open() throws IOException {
        Optional<PowerShim> shim = PowerShim.make(place.resolve("power"));
        assumeTrue(shim.isPresent(), "left out: no C compiler, or no Linux");
        Path folder = place.resolve("worlds/one");
        folders.put(
                NODE, new WatchedFolder(shim.orElseThrow(), folder.resolve("gateway"), place.resolve("beside"), ""));
        for (String cem : Vens.CEMS) {
            folders.put(
                    cem,
                    new WatchedFolder(
                            shim.orElseThrow(), folder.resolve("state").resolve(cem), place.resolve("beside"), ""));
        }
        return World.open(new WorldPlan(
                folder,
                Identities.in(
                        place.resolve("identities"),
                        Vens.CEMS,
                        InstantSource.system().instant()),
                "sqlite: \"${PROVE_DATABASE}\"",
                Map.of("PROVE_DATABASE", folder.resolve("gateway/server.db").toString()),
                List.of(NODE),
                Plant.NONE,
                JavaCommand.plain(),
                1,
                InstantSource.system().millis(),
                name -> Objects.requireNonNull(folders.get(name)).nextLife()));
    }

    private WatchedFolder disk(String name) {
        return Objects.requireNonNull(folders.get(name));
    }

    private String get(Seat seat, int port, String path) {
        int number = seat.occupant().orElseThrow().ports().get(port);
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + number + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException gone) {
            return String.valueOf(gone.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private void rest(World world, Settlement settlement) throws InterruptedException {
        settlement.awaitFlow();
        assertThat(settlement.lookNow()).isEmpty();
        assertThat(world.nodes()).hasSize(1);
    }

    /** Power fails while the disk does, so all that was acknowledged has to stand on what was synced before. */
    private void fall(World world, Seat seat) throws Exception {
        world.kill(seat);
        disk(seat.name()).cut(Mercy.NONE, new Random(1));
        disk(seat.name()).mended();
        world.revive(seat);
    }

    /**
     * A disk that is slower than the load: some are served, others wait, nothing is broken, and nobody says that
     * anything is. What was on its way when it became slow is served first, so that does not count.
     */
    private static void slow(World world, Settlement settlement) throws InterruptedException {
        for (int turn = 0; turn < SLOW_TURNS; turn++) {
            Ledger.Mark mark = world.ledger().mark();
            Waiting.until(
                    "nobody is served on a slow disk",
                    SLOW,
                    () -> !world.ledger().heardSince(mark).isEmpty()
                            && !world.ledger().reachedSince(mark).isEmpty());
        }
        assertThat(settlement.lookNow()).isEmpty();
    }

    @Test
    void aCemSaysThatItsDiskFailsAndGoesOnByItselfWhenItWorksAgain() throws Exception {
        try (World world = open()) {
            Settlement settlement = new Settlement(world);
            world.startLoad();
            settlement.awaitFlow();
            for (String fault : faults("fsync-fails 0")) {
                breakCem(world, fault);
                disk(CEM).mended();
                rest(world, settlement);
                breakCem(world, fault);
                fall(world, world.cem(CEM));
                rest(world, settlement);
            }
            disk(CEM).fault("fsync-fails 3"); // once
            rest(world, settlement);
            disk(CEM).fault("slow-sync 500");
            slow(world, settlement);
            assertThat(get(world.cem(CEM), 0, "/status")).doesNotContain(JOURNAL_FAILS);
            disk(CEM).mended();
            rest(world, settlement);
            assertThat(settlement.settle()).isEmpty();
        }
    }

    private void breakCem(World world, String fault) throws Exception {
        disk(CEM).fault(fault);
        Waiting.until(
                "the CEM does not say that its disk fails: " + fault,
                SAID,
                () -> get(world.cem(CEM), 0, "/status").contains(JOURNAL_FAILS));
    }

    @Test
    void aGatewaySaysThatItsDiskFailsAndGoesOnByItselfWhenItWorksAgain() throws Exception {
        try (World world = open()) {
            Settlement settlement = new Settlement(world);
            world.startLoad();
            settlement.awaitFlow();
            Seat gateway = world.nodes().get(0).seat();
            for (String fault : faults("no-space 0")) {
                breakGateway(gateway, fault);
                disk(NODE).mended();
                awaitWell(gateway, fault);
                rest(world, settlement);
                breakGateway(gateway, fault);
                fall(world, gateway);
                rest(world, settlement);
            }
            disk(NODE).fault("slow-sync 500");
            slow(world, settlement);
            awaitWell(gateway, "slow-sync");
            disk(NODE).mended();
            rest(world, settlement);
            assertThat(settlement.settle()).isEmpty();
        }
    }

    private void breakGateway(Seat gateway, String fault) throws Exception {
        disk(NODE).fault(fault);
        Waiting.until(
                "the gateway does not say that its disk fails: " + fault,
                SAID,
                () -> get(gateway, 2, "/health").startsWith("503"));
    }

    private void awaitWell(Seat gateway, String fault) throws InterruptedException {
        Waiting.until(
                "the gateway is not well, after or with " + fault,
                SAID,
                () -> get(gateway, 2, "/health").startsWith("200"));
    }
}
