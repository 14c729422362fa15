package uk.route2b.server.operator;

import uk.route2b.server.store.ConfigurationState;

/** How far a CEM is with the link configuration that it is to have. */
public enum ConfigurationProgress {
    /** It has not answered it. */
    TO_SEND,
    /** It holds it and has not committed it. */
    PENDING,
    /** It is in force, or a later one. */
    CURRENT,
    /** It refused it or gave it up; it gets the next version. */
    FAILED;

    static ConfigurationProgress of(ConfigurationState state, long target) {
        if (state.confirmed() >= target) {
            return CURRENT;
        }
        if (state.failed() >= target) {
            return FAILED;
        }
        return state.answered() >= target ? PENDING : TO_SEND;
    }
}
