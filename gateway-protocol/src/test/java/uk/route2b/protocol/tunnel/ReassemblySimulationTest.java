package uk.route2b.protocol.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.ReassemblySimulation.Disturbance;
import uk.route2b.protocol.tunnel.ReassemblySimulation.Join;
import uk.route2b.protocol.tunnel.ReassemblySimulation.Result;

class ReassemblySimulationTest {
    private static final int RUNS = 1500;

    private static class Real implements Join {
        private final Reassembler reassembler;

        Real(Direction direction, TunnelLimits limits) {
            reassembler = new Reassembler(direction, limits);
        }

        @Override
        public Offered offer(String text, long nowMillis) {
            return reassembler.offer(text, nowMillis);
        }

        @Override
        public void close(Offered.Candidate candidate) {
            reassembler.close(candidate);
        }

        @Override
        public int openMessages() {
            return reassembler.openMessages();
        }

        @Override
        public int characters() {
            return reassembler.characters();
        }
    }

    private static Join real(Direction direction) {
        return new Real(direction, ReassemblySimulation.LIMITS);
    }

    @Test
    void whateverHappensToFragmentsTheResultIsTheExactMessageOrANamedFailure() {
        Map<Disturbance, Integer> disturbances = new EnumMap<>(Disturbance.class);
        Map<Result, Integer> results = new EnumMap<>(Result.class);
        for (long seed = 0; seed < RUNS; seed++) {
            ReassemblySimulation simulation = new ReassemblySimulation(seed, ReassemblySimulationTest::real);
            run(seed, simulation).forEach(result -> results.merge(result, 1, Integer::sum));
            simulation.disturbances().forEach((kind, count) -> disturbances.merge(kind, count, Integer::sum));
        }
        System.out.println(
                RUNS + " runs of the tunnel, seeds 0 to " + (RUNS - 1) + ": " + disturbances + " " + results);
        assertThat(disturbances.keySet()).containsExactlyInAnyOrder(Disturbance.values());
        assertThat(disturbances.values()).allMatch(count -> count > 0);
        assertThat(results.keySet()).containsExactlyInAnyOrder(Result.values());
        assertThat(results.get(Result.EXACT)).isGreaterThan(RUNS / 2);
    }

    private static List<Result> run(long seed, ReassemblySimulation simulation) {
        try {
            return simulation.run();
        } catch (AssertionError broken) {
            throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
        }
    }

    @Test
    void aSeedGivesTheSameRunAgain() {
        for (long seed = 0; seed < 100; seed++) {
            ReassemblySimulation one = new ReassemblySimulation(seed, ReassemblySimulationTest::real);
            ReassemblySimulation other = new ReassemblySimulation(seed, ReassemblySimulationTest::real);
            assertThat(one.run()).isEqualTo(other.run());
            assertThat(one.disturbances()).isEqualTo(other.disturbances());
        }
    }

    /** Faults of a join that the simulation has to find. */
    enum Fault {
        DROPS_A_FRAGMENT(direction -> new Real(direction, ReassemblySimulation.LIMITS) {
            private int count;

            @Override
            public Offered offer(String text, long nowMillis) {
                count++;
                return count % 5 == 0 ? new Offered.Kept(0) : super.offer(text, nowMillis);
            }
        }),
        JOINS_IN_THE_WRONG_ORDER(direction -> new Real(direction, ReassemblySimulation.LIMITS) {
            @Override
            public Offered offer(String text, long nowMillis) {
                return super.offer(text, nowMillis) instanceof Offered.Candidate good
                        ? turned(good)
                        : super.offer(text, nowMillis);
            }
        }),
        FORGETS_ON_REPEAT(direction -> new Real(direction, ReassemblySimulation.LIMITS) {
            @Override
            public Offered offer(String text, long nowMillis) {
                Offered offered = super.offer(text, nowMillis);
                if (offered instanceof Offered.Known known) {
                    close(new Offered.Candidate(known.messageId(), true, true, Octets.EMPTY));
                    close(new Offered.Candidate(known.messageId(), false, true, Octets.EMPTY));
                }
                return offered;
            }
        }),
        HOLDS_WITHOUT_LIMIT(
                direction -> new Real(direction, new TunnelLimits(400, 9_000_000, 16_384, Duration.ofMinutes(10))));

        private final Function<Direction, Join> joins;

        Fault(Function<Direction, Join> joins) {
            this.joins = joins;
        }

        private static Offered turned(Offered.Candidate good) {
            List<Byte> octets = new ArrayList<>();
            for (byte octet : good.octets().toArray()) {
                octets.add(0, octet);
            }
            byte[] turned = new byte[octets.size()];
            for (int index = 0; index < turned.length; index++) {
                turned[index] = octets.get(index);
            }
            return new Offered.Candidate(good.messageId(), good.compressed(), good.base64(), Octets.of(turned));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Fault.class)
    void aPlantedFaultIsFound(Fault fault) {
        assertThatThrownBy(() -> {
                    for (long seed = 0; seed < RUNS; seed++) {
                        new ReassemblySimulation(seed, fault.joins).run();
                    }
                })
                .isInstanceOf(AssertionError.class);
    }
}
