package uk.route2b.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.gateway.GatewayCatalogue;
import uk.route2b.conformance.gateway.Lab;
import uk.route2b.tests.gateway.GatewayFixture;

/** The catalogue can fail: against a gateway that checks nothing, every case that asks for a refusal is red. */
class LaxGatewayTest {
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final int AT_ONCE = 12;

    @TempDir
    private Path folder;

    @Test
    void againstAGatewayThatChecksNothingEveryRefusalIsMissed() throws Exception {
        try (GatewayFixture gateway =
                        GatewayFixture.start(Files.createDirectories(folder.resolve("gateway")), Map.of());
                LaxGateway lax = new LaxGateway(gateway.world())) {
            Lab lab = Laboratory.of(gateway, folder.resolve("lab"), lax.port(), PATIENCE, settings());
            TreeSet<String> missed = new TreeSet<>();
            for (Map.Entry<String, Verdict> tried : tried(lab).entrySet()) {
                boolean mayPass = LaxGateway.whatMayPass().stream().anyMatch(tried.getKey()::startsWith);
                if (!mayPass && !(tried.getValue() instanceof Verdict.Failed)) {
                    missed.add(tried.getKey() + " " + tried.getValue());
                }
            }
            assertThat(missed).isEmpty();
        }
    }

    /** What cannot be tried is left out, with what would help, and never passes. */
    @Test
    void whatCannotBeTriedIsLeftOut() throws Exception {
        try (GatewayFixture gateway =
                GatewayFixture.start(Files.createDirectories(folder.resolve("gateway")), Map.of())) {
            Lab whole = Laboratory.of(gateway, folder.resolve("lab"), PATIENCE, settings());
            Lab poor = new Lab(
                    whole.reach(),
                    whole.own(),
                    Optional.empty(),
                    whole.dsrsp(),
                    whole.counters(),
                    Optional.empty(),
                    whole.settings(),
                    whole.clock(),
                    whole.nanos());
            List<Case<Lab>> chains = GatewayCatalogue.of(poor).stream()
                    .filter(each -> each.id().startsWith("chains.") || each.id().equals("replays.of-another-device"))
                    .toList();
            assertThat(chains)
                    .hasSizeGreaterThan(50)
                    .allSatisfy(each -> assertThat(each.run(poor))
                            .isInstanceOfSatisfying(
                                    Verdict.LeftOut.class,
                                    left -> assertThat(left.observed()).startsWith("needs ")));
        }
    }

    /** Nobody at the address is no refusal. */
    @Test
    void whereNobodyListensNothingPasses() throws Exception {
        try (GatewayFixture gateway =
                GatewayFixture.start(Files.createDirectories(folder.resolve("gateway")), Map.of())) {
            int port = gateway.endpoint().getPort();
            Lab lab = Laboratory.of(gateway, folder.resolve("lab"), port, PATIENCE, settings());
            gateway.stop();
            assertThat(GatewayCatalogue.of(lab))
                    .allSatisfy(each -> assertThat(each.run(lab)).isInstanceOf(Verdict.Failed.class));
        }
    }

    private static Lab.Settings settings() {
        return new Lab.Settings(PATIENCE, Duration.ofMillis(500), 3, 1, true);
    }

    /** Nothing of the lax one depends on what came before, so many cases at once do. */
    private static Map<String, Verdict> tried(Lab lab) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Map<String, Future<Verdict>> running = new java.util.TreeMap<>();
        Map<String, Verdict> verdicts = new java.util.TreeMap<>();
        try {
            GatewayCatalogue.of(lab).forEach(each -> running.put(each.id(), threads.submit(() -> each.run(lab))));
            for (Map.Entry<String, Future<Verdict>> each : running.entrySet()) {
                verdicts.put(each.getKey(), each.getValue().get());
            }
            return verdicts;
        } finally {
            threads.shutdownNow();
        }
    }
}
