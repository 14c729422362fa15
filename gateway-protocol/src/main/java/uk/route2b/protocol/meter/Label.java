package uk.route2b.protocol.meter;

/**
 * One description of an auxiliary controller.
 *
 * @param index 1 to 5
 * @param text 1 to 22 characters from 0x20 to 0x7E, as DUIS 6.14.1 has them
 */
public record Label(int index, String text) {
    /** How many a meter has. */
    public static final int COUNT = 5;
    /** Characters of the longest. */
    public static final int LONGEST = 22;

    public Label {
        if (index < 1 || index > COUNT) {
            throw new IllegalArgumentException("the index of a label is 1 to 5");
        }
        if (!isText(text)) {
            throw new IllegalArgumentException("the text of a label is 1 to 22 printable characters (0x20 to 0x7E)");
        }
    }

    /** Whether {@code text} is one that a label can have. */
    public static boolean isText(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(character -> character >= 0x20 && character <= 0x7E);
    }
}
