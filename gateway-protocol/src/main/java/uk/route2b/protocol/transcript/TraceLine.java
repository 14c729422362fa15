package uk.route2b.protocol.transcript;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * One signed message as a line of a trace: six words by which a person finds it, then its octets. The words are what
 * the gateway says; what is signed is in the octets.
 *
 * @param atMillis when it was signed, accepted or stored, milliseconds since 1970
 * @param down whether the DSRSP sent it
 * @param route {@code 2a} or {@code 2b}; empty where it is not kept
 * @param octets all of it; empty once they were pruned
 */
public record TraceLine(
        long atMillis,
        boolean down,
        Optional<String> route,
        MessageCode code,
        CraFlag cra,
        long counter,
        Optional<Octets> octets) {
    /** As long for each moment, so that sorted lines stand in the order of time. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int WORDS = 7;
    private static final String PRUNED = "pruned";
    private static final String NONE = "-";

    /** How many octets {@link #begins} looks at. */
    public static final int BEGINNING = 5;

    /** Whether a file that begins so is a trace: with a year, and no message in any form has a hyphen there. */
    public static boolean begins(Octets start) {
        return start.text().matches("[0-9]{4}-(?s:.*)");
    }

    /** As a line, without its end. */
    public Octets line() {
        return Octets.ofText(String.join(
                " ",
                TIME.format(Instant.ofEpochMilli(atMillis)),
                down ? "down" : "up",
                route.orElse(NONE),
                code.toString(),
                cra.name().toLowerCase(Locale.ROOT),
                Long.toUnsignedString(counter),
                octets.map(Octets::hex).orElse(PRUNED)));
    }

    /**
     * The octets in a line, which are all that a judge needs; empty if they were pruned.
     *
     * @throws MalformedException if it is no line of a trace
     */
    public static Optional<Octets> octets(Octets line) throws MalformedException {
        String[] words = line.text().split(" ", -1);
        if (words.length != WORDS || !begins(line.slice(0, Math.min(BEGINNING, line.size())))) {
            throw new MalformedException(Malformation.TEXT, 0);
        }
        String last = words[WORDS - 1];
        if (last.equals(PRUNED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Octets.ofHex(last));
        } catch (IllegalArgumentException noDigits) {
            throw new MalformedException(Malformation.TEXT, line.size() - last.length());
        }
    }
}
