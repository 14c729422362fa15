package uk.route2b.pki.issue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import uk.route2b.protocol.octets.Octets;

/** Chance that is none: SHA-256 over a seed and a counter. Keys made with it are public, and good for fixtures only. */
public final class SeededRandom {
    private SeededRandom() {}

    /** The octets that {@code seed} leads to are the same on every platform. */
    public static SecureRandom of(String seed) {
        return new Repeatable(new Stream(seed));
    }

    private static final class Repeatable extends SecureRandom {
        private static final long serialVersionUID = 1;

        Repeatable(SecureRandomSpi stream) {
            super(stream, null);
        }
    }

    private static final class Stream extends SecureRandomSpi {
        private static final long serialVersionUID = 1;

        private final String seed;
        private long counter;

        Stream(String seed) {
            this.seed = seed;
        }

        /** What is stirred in from outside must not change what comes out. */
        @Override
        protected void engineSetSeed(byte[] more) {}

        @Override
        protected synchronized void engineNextBytes(byte[] octets) {
            for (int done = 0; done < octets.length; ) {
                byte[] block = block();
                int taken = Math.min(block.length, octets.length - done);
                System.arraycopy(block, 0, octets, done, taken);
                done += taken;
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            byte[] octets = new byte[count];
            engineNextBytes(octets);
            return octets;
        }

        private byte[] block() {
            String input = "route2b fixture " + counter++ + " " + seed;
            return Octets.of(input.getBytes(StandardCharsets.UTF_8)).sha256().toArray();
        }
    }
}
