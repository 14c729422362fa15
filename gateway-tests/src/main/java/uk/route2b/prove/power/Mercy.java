package uk.route2b.prove.power;

import java.util.BitSet;
import java.util.Random;

/** What a power cut leaves of that which was not synced. A file system promises nothing, so a seed chooses. */
enum Mercy {
    /** Nothing. */
    NONE,
    /** Everything up to some moment, as a journalling file system does. */
    ORDERED,
    /** Any of it, in any order, as caches do. */
    SOME,
    /** Any of it, and of a write any of its sectors. */
    TORN,
    /** All: what kill -9 leaves. */
    ALL;

    /** One of those that really cut. */
    static Mercy pick(Random random) {
        Mercy[] cuts = {NONE, NONE, ORDERED, SOME, TORN, TORN};
        return cuts[random.nextInt(cuts.length)];
    }

    /** Which of {@code pending} reach the medium after all. */
    BitSet spare(BitSet pending, Random random) {
        BitSet spared = new BitSet();
        int limit = random.nextInt(pending.cardinality() + 1);
        int seen = 0;
        for (int index = pending.nextSetBit(0); index >= 0; index = pending.nextSetBit(index + 1)) {
            boolean kept = switch (this) {
                case NONE -> false;
                case ORDERED -> seen < limit;
                case SOME, TORN -> random.nextBoolean();
                case ALL -> true;
            };
            spared.set(index, kept);
            seen++;
        }
        return spared;
    }
}
