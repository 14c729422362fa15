package uk.route2b.prove.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import uk.route2b.client.spi.Step;
import uk.route2b.prove.crash.Aim.How;
import uk.route2b.prove.crash.Aim.Victim;
import uk.route2b.prove.plant.Plant;

/**
 * The aims of one block: each numbered step of both ends once, in an order drawn from the seed, then random moments. So
 * every step is killed at as often as every other.
 */
public final class Cycle {
    /** Rounds in which each step has its turn, and each kind of random moment. */
    public static final int LENGTH = 26;

    private static final int NTH_MOST = 4;
    private static final int DELAY_MOST_MILLIS = 400;
    /** Rounds of a short run that comes before the end of a cycle have to meet this one too. */
    private static final int SLEEP_AT = 3;

    private static final List<How> ANY_TIME = List.of(How.PLAIN, How.TAKEOVER, How.AGAIN);
    private static final int PLANTED_TURNS = 4;
    private static final List<String> SENDING_AND_RECEIVING = List.of(
            "DOWN_2_SIGNED",
            "DOWN_3_SENT",
            "UP_1_TAKEN",
            "UP_2_BEGUN",
            Plant.CEM + "UP_1_SIGNED",
            Plant.CEM + "UP_2_SENT",
            Plant.CEM + "DOWN_1_TAKEN",
            Plant.CEM + "DOWN_2_STORED");

    private final Random random;
    private final boolean twoNodes;

    /** @param twoNodes whether a node may sleep while its CEMs move to another */
    public Cycle(Random random, boolean twoNodes) {
        this.random = random;
        this.twoNodes = twoNodes;
    }

    /** All aims of a block of the crash proof. */
    List<Aim> aims() {
        List<Aim> aims = new ArrayList<>();
        for (String step : stepNames()) {
            aims.add(at(step));
        }
        Collections.shuffle(aims, random);
        for (Victim victim : Victim.values()) {
            aims.add(atRandom(victim, How.TAKEOVER));
            aims.add(atRandom(victim, How.AGAIN));
        }
        if (twoNodes) {
            aims.add(SLEEP_AT, atRandom(Victim.GATEWAY, How.SLEEP));
            aims.add(atRandom(Victim.GATEWAY, How.SLEEP));
        }
        return List.copyOf(aims);
    }

    /** The aims of a block of this proof. */
    List<Aim> aims(CrashOptions options) {
        if (options.plant() != Plant.NONE) {
            return aims(options.plant());
        }
        return options.isCounter() ? counterAims() : aims();
    }

    /** Aims that show a planted fault soon. */
    private List<Aim> aims(Plant plant) {
        List<Aim> aims = new ArrayList<>();
        for (int i = 0; i < PLANTED_TURNS; i++) {
            plant.shownAt().forEach(step -> aims.add(at(step)));
            aims.add(plant.needsTwoNodes() ? atRandom(Victim.GATEWAY, How.SLEEP) : atRandom(Victim.CEM, How.TAKEOVER));
        }
        return aims;
    }

    /** Moments at which counters are reserved and accepted, and as many at random. */
    private List<Aim> counterAims() {
        List<Aim> aims = new ArrayList<>();
        for (int i = 0; i < LENGTH / 2; i++) {
            aims.add(at(SENDING_AND_RECEIVING.get(random.nextInt(SENDING_AND_RECEIVING.size()))));
            How how = ANY_TIME.get(random.nextInt(ANY_TIME.size()));
            aims.add(atRandom(random.nextBoolean() ? Victim.GATEWAY : Victim.CEM, how));
        }
        return aims;
    }

    /** The steps of both ends, those of the CEM with {@link Plant#CEM} before. */
    static List<String> stepNames() {
        List<String> names = new ArrayList<>();
        Arrays.stream(uk.route2b.server.delivery.Step.values()).forEach(step -> names.add(step.name()));
        Arrays.stream(Step.values()).forEach(step -> names.add(Plant.CEM + step.name()));
        return names;
    }

    /** The same as they stand in counts. */
    static List<String> names() {
        return stepNames().stream()
                .map(step ->
                        step.startsWith(Plant.CEM) ? "cem " + step.substring(Plant.CEM.length()) : "gateway " + step)
                .toList();
    }

    private Aim at(String step) {
        boolean cem = step.startsWith(Plant.CEM);
        return new Aim(
                cem ? Victim.CEM : Victim.GATEWAY,
                cem ? step.substring(Plant.CEM.length()) : step,
                1 + random.nextInt(NTH_MOST),
                0,
                How.PLAIN);
    }

    private Aim atRandom(Victim victim, How how) {
        return new Aim(victim, "", 0, random.nextInt(DELAY_MOST_MILLIS), how);
    }
}
