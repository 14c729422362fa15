package uk.route2b.simulator.metersystem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The five descriptions of a meter's auxiliary controllers, which ECS46a writes.
 *
 * @param lines five texts of 1 to 22 printable characters
 */
public record Labels(List<String> lines) {
    /** How many labels a meter has. */
    public static final int COUNT = 5;
    /** How many characters each has. */
    public static final int LENGTH = 22;
    /** A meter that nobody has written to. */
    public static final Labels BLANK = new Labels(Collections.nCopies(COUNT, "=".repeat(LENGTH)));

    /** Checks count, length and characters. */
    public Labels {
        lines = List.copyOf(lines);
        if (lines.size() != COUNT || !lines.stream().allMatch(Labels::isLabel)) {
            throw new IllegalArgumentException("five lines of 1 to 22 printable characters (0x20 to 0x7E)");
        }
    }

    private static boolean isLabel(String line) {
        return !line.isEmpty() && line.length() <= LENGTH && PrintableText.isPrintable(line);
    }

    /** These labels, but those of {@code other} where {@code taken} says so. */
    Labels with(Labels other, IntPredicate taken) {
        List<String> mixed = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            mixed.add(taken.test(i) ? other.lines.get(i) : lines.get(i));
        }
        return new Labels(mixed);
    }

    /** Five lines, each ended by LF. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }
}
