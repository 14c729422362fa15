package uk.route2b.protocol.tunnel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The five labels of an ECS46a command: how a fragment travels down.
 *
 * <p>All five are always written, filled up with {@code =}, which is never anything but fill: so what an earlier,
 * longer fragment left behind can not be mistaken for text.
 *
 * @param texts five texts of 22 printable characters
 */
public record Labels(List<String> texts) {
    /** How many labels a meter has. */
    public static final int COUNT = 5;
    /** Characters of each. */
    public static final int SIZE = 22;
    /** What a meter shows while nothing is under way. */
    public static final Labels IDLE = of("");

    private static final String FILL = "=";

    public Labels {
        texts = List.copyOf(texts);
        if (texts.size() != COUNT || texts.stream().anyMatch(text -> text.length() != SIZE)) {
            throw new IllegalArgumentException("a meter has five labels of 22 characters");
        }
    }

    /** Spreads the text of a fragment, at most 110 characters without {@code =}, over the labels. */
    public static Labels of(String text) {
        if (text.length() > COUNT * SIZE) {
            throw new IllegalArgumentException("five labels carry at most " + COUNT * SIZE + " characters");
        }
        String filled = text + FILL.repeat(COUNT * SIZE - text.length());
        List<String> texts = new ArrayList<>();
        for (int start = 0; start < filled.length(); start += SIZE) {
            texts.add(filled.substring(start, start + SIZE));
        }
        return new Labels(texts);
    }

    /** The text of the fragment; empty while the labels are idle. */
    public Optional<String> text() {
        String joined = String.join("", texts);
        int end = joined.length();
        while (end > 0 && joined.charAt(end - 1) == FILL.charAt(0)) {
            end--;
        }
        return end == 0 ? Optional.empty() : Optional.of(joined.substring(0, end));
    }
}
