package uk.route2b.tests.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.simulator.dcc.DccFault;
import uk.route2b.simulator.dcc.DccFaults;
import uk.route2b.simulator.metersystem.Fault;
import uk.route2b.simulator.metersystem.Faults;
import uk.route2b.tests.gateway.GatewayFixture;

/**
 * The whole of route 2a over sockets: whatever goes wrong has a name in the status page, and the link configuration
 * arrives in the end.
 */
class Route2aTest {
    private static final double OFTEN = 0.4;
    private static final double RARELY = 0.15;

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                at(DccFault.TRANSFORM_ERROR, OFTEN, "writes/transform-refused"),
                at(DccFault.WRONG_PRE_COMMAND, OFTEN, "writes/pre-command"),
                at(DccFault.SEND_ERROR, OFTEN, "writes/send-refused"),
                // A response or alert that is not believed is posted again three times, and holds up the others.
                at(DccFault.WRONG_XML_SIGNATURE, RARELY, "writes/xml-signature"),
                at(DccFault.OTHER_DEVICE, OFTEN, "writes/other-device"),
                at(DccFault.WRONG_SIGNATURE, OFTEN, "writes/signature"),
                at(DccFault.RESPONSE_REPEAT, 1, "notices/unknown-request"),
                before(Faults.NONE.with(Fault.LOSS, OFTEN), "writes/no-response"),
                before(Faults.NONE.with(Fault.RESPONSE_LOSS, OFTEN), "writes/no-response"),
                before(Faults.NONE.with(Fault.PARTIAL, OFTEN), "writes/partial"),
                before(Faults.NONE.withDelay(0, 2000), "notices/late-response"),
                before(Faults.NONE.with(Fault.ALERT_REPEAT, 1).withRepeatAfter(10, 50), "notices/repeated-alert"),
                before(Faults.NONE.with(Fault.TORN, 1).with(Fault.REPEAT, OFTEN), "writes/written"));
    }

    private static Arguments at(DccFault fault, double chance, String noted) {
        return arguments(fault.toString(), Faults.NONE, DccFaults.NONE.with(fault, chance), noted);
    }

    private static Arguments before(Faults faults, String noted) {
        return arguments(faults.chances() + " " + faults.delay(), faults, DccFaults.NONE, noted);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("faults")
    void whatGoesWrongHasANameAndTheConfigurationArrives(String name, Faults faults, DccFaults dccFaults, String noted)
            throws Exception {
        try (Route2aWorld world = new Route2aWorld(folder, 0, faults, dccFaults, UnaryOperator.identity())) {
            world.awaitLink();
            world.await(noted, () -> world.noted(noted) > 0);
            assertThat(world.cem().status().configurationVersion()).isEqualTo(1);
            if (!noted.equals("writes/written")) {
                assertThat(world.status().path("tunnel").path("last").toString())
                        .contains(noted.substring(noted.indexOf('/') + 1));
            }
            assertThat(world.requests()).doesNotHaveDuplicates();
        }
    }

    @Test
    void eitherEndIsStoppedAfterEachWriteAndNoCounterIsUsedTwice() throws Exception {
        Faults slow = Faults.NONE.withDelay(100, 200);
        try (Route2aWorld world = new Route2aWorld(folder, 0, slow, DccFaults.NONE, UnaryOperator.identity())) {
            for (int write = 1; write <= 5; write++) {
                int most = write;
                world.await(write + " writes", () -> world.requests().size() >= most);
                if (write % 2 == 0) {
                    world.cem().close();
                    world.startCem();
                } else {
                    world.gateway().restart();
                }
            }
            world.awaitLink();

            assertThat(world.page("/health").path("parts").path("tunnel").asString(""))
                    .isEqualTo("up");
            List<String> requests = world.requests();
            assertThat(requests).hasSizeGreaterThan(5).doesNotHaveDuplicates();
            assertThat(requests.stream().map(id -> Long.parseLong(id.substring(id.lastIndexOf(':') + 1))))
                    .doesNotHaveDuplicates();
        }
    }

    /** The key is stolen: the gateway starts with another one alone, which no CEM knows. */
    @Test
    void theRecoveryKeyRemovesAMessageKeyAndTheLinkComesBack() throws Exception {
        try (Route2aWorld world = new Route2aWorld(folder, 0, Faults.NONE, DccFaults.NONE, UnaryOperator.identity())) {
            world.awaitLink();
            IssuedIdentity next = world.gateway()
                    .world()
                    .hierarchy()
                    .organisation(RemotePartyRole.LOAD_CONTROLLER, GatewayFixture.DSRSP, KeyUse.DIGITAL_SIGNATURE);
            world.gateway().restartWith(next);
            world.await(
                    "the link is refused", () -> world.cem().status().reason().endsWith("signer"));

            assertThat(world.order(
                            "/recovery",
                            RecoveryOrder.of(
                                    world.gateway(), next, Instant.now().toEpochMilli())))
                    .contains("\"taken\" : 1");

            world.awaitLink();
            assertThat(world.status()
                            .path("dsrsps")
                            .path(0)
                            .path("cems")
                            .path(0)
                            .path("signer")
                            .asString())
                    .isEqualTo(
                            KeyIdentifier.of(next.certificate().getPublicKey()).toString());
        }
    }
}
