package uk.route2b.simulator.metersystem;

/**
 * What will happen to one alert, drawn when it leaves the meter.
 *
 * @param delayMillis until it is delivered
 * @param lost it never is
 * @param reordered the next one of the same meter goes first
 * @param repeatAfterMillis when it is delivered again, or {@link WriteFate#NEVER}
 */
record AlertFate(long delayMillis, boolean lost, boolean reordered, long repeatAfterMillis) {
    boolean repeats() {
        return repeatAfterMillis != WriteFate.NEVER;
    }
}
