package uk.route2b.prove.simulation;

import java.util.List;
import java.util.Random;

/** All that is left to chance, drawn from one seed. */
final class Chance {
    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    /** Evenly from {@code least} to {@code most}, both included. */
    long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least + 1));
    }

    boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    Random random() {
        return random;
    }

    /** Another one, which draws on its own: what one part draws must not change what another does. */
    Chance branch() {
        return new Chance(random.nextLong());
    }
}
