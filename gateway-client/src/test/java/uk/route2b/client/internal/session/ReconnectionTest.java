package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.link.CloseCode;

class ReconnectionTest {
    private static final LinkTimers TIMERS = new LinkTimers(30, 2, 100, 120);
    private static final LinkEnd NETWORK = new LinkEnd(LinkEnd.By.NETWORK, Optional.empty(), "network", false);

    private final EngineBench bench = new EngineBench();

    private void fail(DialFailure.Kind kind, String reason) {
        bench.transport.last().events().failed(new DialFailure(kind, reason, ""));
        bench.time.settle();
    }

    @Test
    void theWaitIsDrawnEvenlyFromNothingToABoundThatDoublesToItsMaximum() {
        int[] bounds = {2, 4, 8, 16, 32, 64, 100, 100};
        long[] longest = new long[bounds.length];
        for (int seed = 0; seed < 200; seed++) {
            RetryPlan plan = new RetryPlan(new Random(seed));
            for (int attempt = 0; attempt < bounds.length; attempt++) {
                long millis = plan.after(NETWORK, TIMERS, true).toMillis();
                assertThat(millis).isBetween(0L, bounds[attempt] * 1000L);
                longest[attempt] = Math.max(longest[attempt], millis);
            }
        }
        for (int attempt = 0; attempt < bounds.length; attempt++) {
            assertThat(longest[attempt]).isGreaterThan(bounds[attempt] * 900L);
        }
    }

    @Test
    void aLinkThatStoodBeginsAgainWithTheFirstBound() {
        RetryPlan plan = new RetryPlan(new Random(7));
        for (int attempt = 0; attempt < 10; attempt++) {
            plan.after(NETWORK, TIMERS, true);
        }
        plan.stood(Duration.ofSeconds(10));
        assertThat(plan.after(NETWORK, TIMERS, true)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRefusedIdentityIsTriedAgainRarely() {
        bench.start();
        fail(DialFailure.Kind.REFUSED_BY_GATEWAY, "identity-refused");
        assertThat(bench.state()).isEqualTo(LinkStatus.State.REFUSED);
        assertThat(bench.status().reason()).isEqualTo("identity-refused");
        assertThat(bench.time.untilNext().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(100));
    }

    @Test
    void aConnectionCutTwiceAfterTheHandshakeCountsAsARefusal() {
        bench.start();
        fail(DialFailure.Kind.CUT_AFTER_HANDSHAKE, "cut-after-handshake");
        assertThat(bench.state()).isEqualTo(LinkStatus.State.WAITING);
        bench.time.pass(Duration.ofSeconds(2));
        fail(DialFailure.Kind.CUT_AFTER_HANDSHAKE, "cut-after-handshake");
        assertThat(bench.state()).isEqualTo(LinkStatus.State.REFUSED);
        assertThat(bench.time.untilNext().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void asupersededSessionWaitsTheMaximum() {
        bench.open();
        bench.transport.last().events().closed(CloseCode.SUPERSEDED.number(), "");
        bench.time.settle();
        bench.time.pass(Duration.ofSeconds(99));
        assertThat(bench.transport.dials()).isEqualTo(1);
        bench.time.pass(Duration.ofSeconds(1));
        assertThat(bench.transport.dials()).isEqualTo(2);
    }

    @Test
    void afterADrainTheGatewaySaysWhen() {
        bench.open();
        bench.push(bench.gateway.drain(41_000));
        bench.transport.last().events().closed(CloseCode.DRAINING.number(), "");
        bench.time.settle();
        bench.time.pass(Duration.ofMillis(40_999));
        assertThat(bench.transport.dials()).isEqualTo(1);
        bench.time.pass(Duration.ofMillis(1));
        assertThat(bench.transport.dials()).isEqualTo(2);
    }

    /** It would do so again: what came was not kept, and the next attempt is a rare one. */
    @Test
    void aGatewayThatSendsWithoutEndIsLeftAndTriedAgainRarely() {
        bench.open();
        bench.transport.last().events().exceeded(CloseCode.TOO_BIG);
        bench.time.settle();
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.TOO_BIG);
        assertThat(bench.status().reason()).isEqualTo("message-octets");
        assertThat(bench.time.untilNext().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(100));
        bench.time.pass(Duration.ofSeconds(100));
        bench.welcome();
        bench.transport.last().events().exceeded(CloseCode.POLICY);
        bench.time.settle();
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.POLICY);
        assertThat(bench.status().reason()).isEqualTo("frames");
        assertThat(bench.time.untilNext().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(100));
    }

    @Test
    void endpointsAreTriedInOrderWithinARoundWithoutWaiting() {
        bench.installed(Optional.of(
                        bench.identities.configuration(1, "wss://a.example/route2b", "wss://b.example/route2b")))
                .start();
        assertThat(bench.transport.last().order().endpoint()).hasHost("a.example");
        fail(DialFailure.Kind.NETWORK, "network");
        bench.time.pass(Duration.ZERO);
        assertThat(bench.transport.last().order().endpoint()).hasHost("b.example");
        fail(DialFailure.Kind.NETWORK, "network");
        bench.time.pass(Duration.ofSeconds(2));
        assertThat(bench.transport.last().order().endpoint()).hasHost("a.example");
    }

    @Test
    void aSuspendedCemTriesAgainRarely() {
        bench.open();
        bench.transport.last().events().closed(CloseCode.REVOKED.number(), "suspended");
        bench.time.settle();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.REFUSED);
        assertThat(bench.status().reason()).isEqualTo("revoked-or-suspended:suspended");
    }

    @Test
    void signingStopsWhenTheWallClockJumpsAheadAndGoesOnWhenAnOperatorAccepts() {
        bench.open();
        bench.time.step(Duration.ofSeconds(61));
        bench.say("1");
        assertThat(bench.transport.last().take()).isEmpty();
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(3));
        assertThat(bench.status().reason()).isEqualTo("clock");
        assertThat(bench.transport.dials()).isEqualTo(1);
        bench.engine.acceptClock();
        bench.time.settle();
        assertThat(bench.transport.dials()).isEqualTo(2);
    }

    /** The link has stood all the time, and nothing else happens on it. */
    @Test
    void whatWaitedForTheClockGoesOverTheLinkThatStandsOnceTheClockIsAccepted() {
        bench.open();
        bench.transport.last().take();
        bench.time.step(Duration.ofSeconds(61));
        bench.say("1");
        bench.engine.acceptClock();
        bench.time.pass(Duration.ofSeconds(31));

        assertThat(bench.transport.last().take()).hasSize(1);
    }

    @Test
    void aWallClockThatSteppedBackDoesNotStopSigning() {
        bench.open();
        bench.time.step(Duration.ofHours(-3));
        bench.say("1");
        assertThat(bench.transport.last().take()).hasSize(1);
    }

    @Test
    void aStartMoreThanAWeekAfterTheLastStoredTimeWaitsForAnOperator() {
        bench.open();
        bench.time.step(Duration.ofDays(8));
        bench.start();
        assertThat(bench.status().reason()).isEqualTo("clock");
        bench.engine.acceptClock();
        bench.time.settle();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.DIALLING);
    }
}
