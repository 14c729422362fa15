package uk.route2b.protocol.specimen;

import java.util.List;
import java.util.SplittableRandom;
import uk.route2b.protocol.octets.Octets;

/** Random values that a seed gives again: the seed stands in the name of the test that used it. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 up to, not including, {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code least} to {@code most}. */
    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    public long number() {
        return random.nextLong();
    }

    /** True once in {@code times}. */
    public boolean once(int times) {
        return random.nextInt(times) == 0;
    }

    public Octets octets(int size) {
        byte[] octets = new byte[size];
        random.nextBytes(octets);
        return Octets.of(octets);
    }

    /** Octets that zlib makes shorter. */
    public Octets repetitive(int size) {
        byte[] octets = new byte[size];
        for (int index = 0; index < size; index++) {
            octets[index] = (byte) ("<interval>" + (index / 40)).charAt(index % 10);
        }
        return Octets.of(octets);
    }

    public <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Puts {@code values} into another order. */
    public <T> void shuffle(List<T> values) {
        for (int index = values.size() - 1; index > 0; index--) {
            int other = random.nextInt(index + 1);
            T kept = values.get(index);
            values.set(index, values.get(other));
            values.set(other, kept);
        }
    }
}
