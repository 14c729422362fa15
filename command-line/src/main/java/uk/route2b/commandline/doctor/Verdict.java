package uk.route2b.commandline.doctor;

import java.util.Locale;

/** How serious a diagnosis is. */
public enum Verdict {
    /** As it should be, or a plain fact. */
    OK,
    /** It works, and somebody should look at it. */
    WARNING,
    /** It does not work; the report ends with exit code 1. */
    FAULT;

    /** In lower case, for a person and for JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
