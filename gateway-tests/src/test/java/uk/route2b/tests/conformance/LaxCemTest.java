package uk.route2b.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.cem.CemCatalogue;
import uk.route2b.conformance.cem.CemLab;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.tests.gateway.GatewayFixture;
import uk.route2b.tests.peer.PeerWorld;

/** The catalogue for CEMs can fail: against a CEM that checks nothing, every case that asks for a refusal is red. */
class LaxCemTest {
    private static final EntityIdentifier DSRSP = GatewayFixture.DSRSP;
    private static final EntityIdentifier CEM = GatewayFixture.CEM_1;
    private static final int AT_ONCE = 24;
    /** It is slow to come where many are tried at once, and refuses nothing however long one waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration REACTION = Duration.ofMillis(200);
    /** What only asks that it works, and that it comes back. */
    private static final List<String> ASKS_FOR_NO_REFUSAL =
            List.of("close.going-away", "close.try-again-later", "right.welcomed");

    private static TestHierarchy hierarchy;
    private static PeerWorld world;
    private static IssuedIdentity identity;

    @BeforeAll
    static void issue() {
        hierarchy = TestHierarchy.create(InstantSource.system().instant());
        world = new PeerWorld(hierarchy, DSRSP, loadController(), loadController(), InstantSource.system());
        identity = hierarchy.device(CEM, KeyUse.DIGITAL_SIGNATURE);
    }

    private static IssuedIdentity loadController() {
        return hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
    }

    /** Each case has a CEM of its own, so that many are tried at once: most of them wait for a refusal. */
    @Test
    void againstACemThatChecksNothingEveryRefusalIsMissed() throws Exception {
        Map<String, Verdict> verdicts = new TreeMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<String, Future<Verdict>> running = new TreeMap<>();
            CemCatalogue.all().forEach(each -> running.put(each.id(), threads.submit(() -> tried(each))));
            for (Map.Entry<String, Future<Verdict>> each : running.entrySet()) {
                verdicts.put(each.getKey(), each.getValue().get());
            }
        } finally {
            threads.shutdownNow();
        }
        ASKS_FOR_NO_REFUSAL.forEach(id -> assertThat(verdicts.remove(id)).as(id).isInstanceOf(Verdict.Passed.class));
        assertThat(verdicts).isNotEmpty().allSatisfy((id, verdict) -> {
            assertThat(verdict).isInstanceOf(Verdict.Failed.class);
            assertThat(verdict.observed()).as("red for what the CEM did").doesNotStartWith("it could not be tried");
        });
    }

    private static Verdict tried(Case<CemLab> each) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                LaxCem cem = new LaxCem(world, CEM, identity, server.getLocalPort())) {
            cem.dialling();
            return each.run(lab(server, PATIENCE));
        }
    }

    /** A CEM that does not come back fails what asks for that. */
    @Test
    void whoDoesNotComeBackFails() throws Exception {
        for (String id : List.of("close.going-away", "close.try-again-later", "messages.replayed-on-a-new-link")) {
            Case<CemLab> asked = CemCatalogue.all().stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    LaxCem cem = new LaxCem(world, CEM, identity, server.getLocalPort())) {
                cem.dialling(1);
                assertThat(asked.run(lab(server, Duration.ofMillis(300))))
                        .as(id)
                        .isInstanceOf(Verdict.Failed.class);
            }
        }
    }

    /** A CEM that never comes has refused nothing. */
    @Test
    void whereNobodyDialsNothingPasses() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CemLab lab = lab(server, Duration.ofMillis(5));
            assertThat(CemCatalogue.all())
                    .allSatisfy(each -> assertThat(each.run(lab)).isInstanceOf(Verdict.Failed.class));
        }
    }

    private static CemLab lab(ServerSocket server, Duration patience) {
        return new CemLab(
                server,
                DSRSP,
                CEM,
                new Shown(world.gateway().key(), world.gateway().chain()),
                world.message().key(),
                List.of(identity.certificate()),
                hierarchy.anchors(),
                Optional.of(hierarchy),
                patience,
                REACTION,
                new AtomicLong(),
                InstantSource.system(),
                System::nanoTime);
    }
}
