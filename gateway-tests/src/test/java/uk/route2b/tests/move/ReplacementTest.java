package uk.route2b.tests.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.postgresql.PostgresServer;

/**
 * A gateway's certificate, its authority with its endpoint, the DSRSP's message key and the CEM's certificate, each
 * replaced as docs/operations.md says, over real links that never stop carrying messages: none is lost, none acts
 * twice, the order stands.
 */
@Tag("soak")
class ReplacementTest {
    private static final Duration MOST = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Operator operator = new Operator();

    @Test
    void everythingIsReplacedWhileMessagesFlow() throws Exception {
        try (PostgresServer database = PostgresServer.start(folder.resolve("postgresql"));
                Traffic traffic = new Traffic();
                MovingWorld world = new MovingWorld(folder, database.newSchema(), traffic)) {
            world.node().restart(world.tls(), List.of(world.message()));
            world.client().start();
            traffic.begin(() -> push(world), world.client());
            traffic.flows("the start");

            replaceCertificate(world);
            traffic.flows("another certificate of the same authority");
            IssuedIdentity tls = replaceAuthorityAndEndpoint(world);
            traffic.flows("another authority and endpoint");
            replaceMessageKey(world, tls);
            traffic.flows("another message key");
            operator.move(
                    world.otherNode(),
                    "\"endpoints\":[\"" + world.otherEndpoint() + "\"]," + "\"certificate\":\"enrol\"," + trust(tls));
            traffic.flows("another certificate of the CEM");

            traffic.requireTrueBooks();
            assertThat(world.client().status().counters().alarms()).isZero();
        }
    }

    /** A VTN's balancer knows which node runs. */
    private static @Nullable URI push(MovingWorld world) {
        URI first = world.node().push();
        return first == null ? world.otherNode().push() : first;
    }

    private static String trust(IssuedIdentity... tls) {
        List<String> keys = java.util.Arrays.stream(tls)
                .map(identity -> "\"" + MovingWorld.key(identity) + "\"")
                .toList();
        return "\"gateway\":[" + String.join(",", keys) + "],\"issuer\":\"" + MovingWorld.issuer(tls[0]) + "\"";
    }

    private void replaceCertificate(MovingWorld world) throws Exception {
        IssuedIdentity next = world.newIdentity();
        operator.move(world.node(), trust(world.tls(), next));
        world.node().restart(next, List.of(world.message()));
        operator.move(world.node(), trust(next));
    }

    private IssuedIdentity replaceAuthorityAndEndpoint(MovingWorld world) throws Exception {
        IssuedIdentity next = world.newIdentityOfOtherAuthority();
        world.otherNode().restart(next, List.of(world.message()));
        operator.move(world.node(), "\"endpoints\":[\"" + world.otherEndpoint() + "\"]," + trust(next));
        Awaitility.await("a link to the other node")
                .atMost(MOST)
                .until(() -> world.client().status().endpoint().equals(Optional.of(URI.create(world.otherEndpoint()))));
        world.node().close();
        return next;
    }

    /** The newest signs from the hello on that lists it; then nobody needs the old one any more. */
    private void replaceMessageKey(MovingWorld world, IssuedIdentity tls) throws Exception {
        IssuedIdentity next = world.newIdentity();
        world.otherNode().restart(tls, List.of(world.message(), next));
        awaitKey(world, "signerNext", next);
        world.otherNode().restart(tls, List.of(world.message(), next));
        awaitKey(world, "signer", next);
        world.otherNode().restart(tls, List.of(next));
    }

    private void awaitKey(MovingWorld world, String field, IssuedIdentity key) {
        Awaitility.await(field)
                .atMost(MOST)
                .until(() -> operator.cem(world.otherNode())
                        .path(field)
                        .asString()
                        .equals(MovingWorld.key(key).toString()));
    }
}
