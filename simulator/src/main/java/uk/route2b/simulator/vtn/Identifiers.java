package uk.route2b.simulator.vtn;

/** The identifiers that people give to VENs and events. */
final class Identifiers {
    private static final String SHAPE = "[A-Za-z0-9_.:-]{1,64}";

    private Identifiers() {}

    static String check(String identifier) {
        if (!identifier.matches(SHAPE)) {
            throw new IllegalArgumentException("an identifier has 1 to 64 letters, digits and the characters _ . : -");
        }
        return identifier;
    }
}
