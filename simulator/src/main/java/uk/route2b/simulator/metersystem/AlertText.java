package uk.route2b.simulator.metersystem;

/**
 * What one ECS200 carries.
 *
 * @param value 1 to 1,062 printable characters
 */
public record AlertText(String value) {
    /** What is left of the alert's 1,200 octets after its framing. */
    public static final int LONGEST = 1062;

    /** Checks length and characters. */
    public AlertText {
        if (value.isEmpty() || value.length() > LONGEST || !PrintableText.isPrintable(value)) {
            throw new IllegalArgumentException("1 to 1062 printable characters (0x20 to 0x7E)");
        }
    }
}
