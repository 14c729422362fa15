package uk.route2b.server.register;

import java.util.Optional;

/** Judges the token by which a VTN pushes to one VEN: whoever knows it can send to that home. */
public final class PushToken {
    private static final int BITS_LEAST = 128;
    private static final int DISTINCT_LEAST = 8;
    private static final int LONGEST = 256;

    private PushToken() {}

    /** Why {@code token} does not do, if it does not; never quotes it. */
    public static Optional<String> fault(String token) {
        if (!token.matches("[A-Za-z0-9._~-]*")) {
            return Optional.of("a push token has letters, digits and . _ ~ - only, since it stands in a URL");
        }
        if (token.length() > LONGEST) {
            return Optional.of("a push token has at most " + LONGEST + " characters");
        }
        boolean strong = bits(token) >= BITS_LEAST && token.chars().distinct().count() >= DISTINCT_LEAST;
        return strong
                ? Optional.empty()
                : Optional.of("a push token of fewer than " + BITS_LEAST + " bits can be guessed");
    }

    /** What it can hold at most: four bits a character for hexadecimal digits, else six. */
    private static int bits(String token) {
        return token.length() * (token.matches("[0-9A-Fa-f]*") ? 4 : 6);
    }
}
