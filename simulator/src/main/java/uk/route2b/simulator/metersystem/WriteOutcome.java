package uk.route2b.simulator.metersystem;

import java.util.List;

/** How a label write ended, as the DSRSP's side sees it. */
public sealed interface WriteOutcome {
    /**
     * The meter's response came back.
     *
     * @param results the DLMS result of each label: 00 written, FA not
     */
    record Responded(List<String> results) implements WriteOutcome {
        /** Copies the results. */
        public Responded {
            results = List.copyOf(results);
        }
    }

    /** There is no response. */
    enum Failed implements WriteOutcome {
        /** Command or response was lost; the caller cannot know which. */
        NO_RESPONSE("no-response"),
        /** The whole system is out. */
        OUTAGE("outage"),
        /** Another command is under way to this meter. */
        BUSY("busy"),
        /** The simulator holds as many meters as it may. */
        FULL("full");

        private final String reason;

        Failed(String reason) {
            this.reason = reason;
        }

        /** Its name in JSON. */
        public String reason() {
            return reason;
        }
    }
}
