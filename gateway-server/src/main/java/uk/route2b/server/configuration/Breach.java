package uk.route2b.server.configuration;

import java.util.Locale;

/** What is done with what breaks a threshold (design section 10). */
public enum Breach {
    /** It passes, and is told. */
    WARN,
    /** It waits for an operator, who releases or drops it. */
    QUARANTINE,
    /** As with quarantine, and the link of the CEM is closed with 4005. */
    CLOSE;

    /** As it stands in the configuration. */
    public static Breach parse(String word) {
        for (Breach breach : values()) {
            if (breach.word().equals(word)) {
                return breach;
            }
        }
        throw new IllegalArgumentException("it is warn, quarantine or close");
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
