package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.testing.DyingJournal;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.FakeTransport;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkReaction;

/** A CEM that is killed at every stored step of a move, before it and after it: it never loses its way back. */
class ConfigurationKillTest {
    private static final String NEW = "new.example";
    private static final String OLD = "gateway.example";
    /** More than any walk has; the last ones die nowhere. */
    private static final int STEPS = 14;
    /** So many steps and commits there are at least. */
    private static final int LEAST_DEATHS = 6;

    /** One CEM, and what the gateway has learned of it. */
    private static final class World {
        private final EngineBench bench = new EngineBench().withMeter();
        private final DyingJournal journal = new DyingJournal(bench.journal);
        private final List<LinkControl> learned = new ArrayList<>();
        private final boolean newWorks;
        private int seen;
        private boolean died;

        World(boolean newWorks) {
            this.newWorks = newWorks;
            bench.journal(journal).steps(journal::step);
            bench.start();
            serve();
        }

        /** A configuration on its way, and a death on its way; then another life, until nothing moves any more. */
        World move(int step, boolean after) {
            journal.dieAfter(step, after);
            bench.transport
                    .dialled(0)
                    .events()
                    .received(
                            bench.gateway
                                    .configure(bench.identities.configuration(2, "wss://" + NEW + "/route2b"))
                                    .octets(),
                            () -> {});
            serve();
            died = journal.isDead();
            bench.time.clear();
            journal.revive();
            bench.start();
            serve();
            return this;
        }

        /** Plays all gateways for ten minutes. */
        private void serve() {
            for (int round = 0; round < 60; round++) {
                bench.time.settle();
                while (seen < bench.transport.dials()) {
                    dialled(bench.transport.dialled(seen++));
                }
                bench.time.pass(Duration.ofSeconds(10));
            }
        }

        private void dialled(FakeTransport.FakeSocket socket) {
            boolean isNew = socket.order().endpoint().getHost().equals(NEW);
            if (isNew && !newWorks) {
                socket.events().failed(new DialFailure(DialFailure.Kind.GATEWAY_NOT_TRUSTED, "gateway-expired", ""));
                bench.time.settle();
                return;
            }
            bench.gateway.upgraded(bench.identities.binding());
            bench.gateway.at(bench.time.wall().toEpochMilli());
            socket.events().opened(bench.identities.binding());
            bench.time.settle();
            socket.take().stream().map(bench.gateway::receive).forEach(reaction -> greet(socket, reaction));
        }

        private void greet(FakeTransport.FakeSocket socket, LinkReaction reaction) {
            if (reaction instanceof LinkReaction.Greet greet) {
                learned.add(greet.hello());
                socket.events().received(bench.gateway.welcome(greet), () -> {});
                bench.time.settle();
                socket.take().stream().map(bench.gateway::receive).forEach(next -> {
                    if (next instanceof LinkReaction.Note note) {
                        learned.add(note.control());
                    }
                });
            }
        }

        private String host() {
            return bench.status().endpoint().orElseThrow().getHost();
        }

        private boolean tookIt() {
            return bench.journal.state().orElseThrow().text().contains("\"highestVersion\":2");
        }
    }

    private static List<DynamicTest> everywhere(boolean newWorks, Consumer<World> check) {
        return IntStream.range(0, 2 * STEPS)
                .mapToObj(each ->
                        DynamicTest.dynamicTest("step " + each / 2 + (each % 2 == 0 ? " before" : " after"), () -> {
                            World world = new World(newWorks).move(each / 2, each % 2 == 1);
                            assertThat(world.died || each / 2 >= LEAST_DEATHS).isTrue();
                            check.accept(world);
                        }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> aMoveToAGatewayThatWorksIsMadeOrNotBegun() {
        return everywhere(true, world -> {
            assertThat(world.bench.state()).isEqualTo(LinkStatus.State.OPEN);
            assertThat(world.host()).isEqualTo(world.tookIt() ? NEW : OLD);
            assertThat(world.bench.status().configurationVersion()).isEqualTo(world.tookIt() ? 2 : 1);
        });
    }

    @TestFactory
    List<DynamicTest> aMoveToAGatewayThatIsNoneEndsOnTheOldLinkAndTheDsrspLearnsWhy() {
        return everywhere(false, world -> {
            assertThat(world.bench.state()).isEqualTo(LinkStatus.State.OPEN);
            assertThat(world.host()).isEqualTo(OLD);
            assertThat(world.bench.status().configurationVersion()).isEqualTo(1);
            if (world.tookIt()) {
                assertThat(world.learned).contains(new LinkControl.Configured(2, false, "gateway-expired"));
            }
        });
    }
}
