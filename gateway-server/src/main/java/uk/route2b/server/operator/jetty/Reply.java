package uk.route2b.server.operator.jetty;

import java.util.Map;
import uk.route2b.commandline.JsonOutput;

/** A status and a body. */
record Reply(int status, String json) {
    static Reply of(int status, Object value) {
        return new Reply(status, JsonOutput.text(value));
    }

    static Reply error(int status, String why) {
        return of(status, Map.of("error", why));
    }
}
