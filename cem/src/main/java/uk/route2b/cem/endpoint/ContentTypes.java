package uk.route2b.cem.endpoint;

import java.util.Locale;
import java.util.Optional;

/** Content types of VENs: nearly all say XML in UTF-8, which need not be said again on the link. */
final class ContentTypes {
    private ContentTypes() {}

    /** The type if it says anything else than XML in UTF-8. */
    static Optional<String> unusual(Optional<String> type) {
        return type.map(String::strip)
                .filter(text -> text.matches("[\\x20-\\x7E]{1,256}"))
                .filter(text -> !isXml(text.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "")));
    }

    private static boolean isXml(String text) {
        return text.matches("(application|text)/xml(;charset=utf-?8)?");
    }
}
