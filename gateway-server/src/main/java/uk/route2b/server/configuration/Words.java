package uk.route2b.server.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Reads a value that is one of a few words. */
final class Words {
    private Words() {}

    /** The value whose word is {@code text}. */
    static <T> T parse(String text, T[] values, Function<T, String> word) {
        List<String> known = Arrays.stream(values).map(word).toList();
        int index = known.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException("it is one of " + String.join(", ", known));
        }
        return values[index];
    }
}
