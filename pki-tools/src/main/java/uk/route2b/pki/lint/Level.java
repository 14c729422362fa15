package uk.route2b.pki.lint;

/** How bad a finding is. */
public enum Level {
    /** Outside the profile: other software may refuse it, or should. */
    ERROR,
    /** Seen in published certificates and read by most software. */
    WARNING
}
