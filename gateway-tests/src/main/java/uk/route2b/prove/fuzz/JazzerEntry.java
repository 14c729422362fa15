package uk.route2b.prove.fuzz;

import uk.route2b.protocol.octets.Octets;

/** What Jazzer calls, in a process of its own; {@code route2b.fuzz.target} says for whom. */
public final class JazzerEntry {
    /** The system property that names the target. */
    public static final String TARGET = "route2b.fuzz.target";

    private static final FuzzTarget CHOSEN = FuzzTargets.named(System.getProperty(TARGET, ""))
            .orElseThrow(() -> new IllegalStateException(TARGET + " names no target"));

    private JazzerEntry() {}

    /** Reads one input; the name and the shape are Jazzer's. */
    public static void fuzzerTestOneInput(byte[] input) {
        Bounds.SEARCH.watch(CHOSEN, Octets.of(input));
    }
}
