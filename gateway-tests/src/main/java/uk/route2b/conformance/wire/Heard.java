package uk.route2b.conformance.wire;

import java.time.Duration;
import uk.route2b.protocol.octets.Octets;

/** What came back from the other end, in one value: the tester judges nothing else. */
public sealed interface Heard {
    /** For a report. */
    String text();

    /** The upgrade was granted; {@code head} is the whole answer. */
    record Upgraded(String head) implements Heard {
        @Override
        public String text() {
            return "the upgrade was granted";
        }
    }

    /** Another HTTP answer. */
    record Http(int status) implements Heard {
        @Override
        public String text() {
            return "HTTP " + status;
        }
    }

    /** One whole WebSocket message. */
    record Message(boolean binary, Octets octets) implements Heard {
        @Override
        public String text() {
            return "a message of " + octets.size() + " octets";
        }
    }

    /** A WebSocket close frame; 1005 where it had no code. */
    record Closed(int code, String word) implements Heard {
        @Override
        public String text() {
            return ("closed with " + code + " " + word).strip();
        }
    }

    /** TLS or TCP came to an end, by an alert, a reset or an orderly close. */
    record Ended(String how) implements Heard {
        @Override
        public String text() {
            return "the connection ended: " + how;
        }
    }

    /** Nothing came, and the connection stayed. */
    record Silence(Duration waited) implements Heard {
        @Override
        public String text() {
            return "nothing for " + waited.toMillis() + " ms";
        }
    }
}
