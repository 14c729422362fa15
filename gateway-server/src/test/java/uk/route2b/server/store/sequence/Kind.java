package uk.route2b.server.store.sequence;

import java.util.List;
import java.util.Optional;

/** Names of outcomes. */
final class Kind {
    private Kind() {}

    static String done(Object answer) {
        return "done";
    }

    static String some(Optional<?> answer) {
        return answer.isPresent() ? "some" : "none";
    }

    static String some(List<?> answer) {
        return answer.isEmpty() ? "none" : "some";
    }
}
