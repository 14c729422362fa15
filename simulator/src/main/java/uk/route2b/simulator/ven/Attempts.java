package uk.route2b.simulator.ven;

import java.io.IOException;
import uk.route2b.simulator.openadr.UnreadableException;

/** Makes exchanges with the VTN that may fail, and tells how they failed. */
final class Attempts {
    private final Steps steps;

    Attempts(Steps steps) {
        this.steps = steps;
    }

    /** One exchange; whether it did what it should. */
    @FunctionalInterface
    interface Exchange {
        boolean done() throws IOException, UnreadableException;
    }

    /** Whether {@code exchange} did what it should. */
    boolean succeeds(Exchange exchange) {
        try {
            return exchange.done();
        } catch (IOException unreachable) {
            failed("unreachable", unreachable);
        } catch (UnreadableException unreadable) {
            failed("unreadable", unreadable);
        }
        return false;
    }

    private void failed(String step, Exception why) {
        steps.tell(steps.step(step).with("reason", String.valueOf(why.getMessage())));
    }
}
