package uk.route2b.simulator.dcc;

import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.octets.Octets;

/** Where responses and alerts are posted to. */
@FunctionalInterface
public interface Receiver {
    /** Posts {@code document}; whether it was taken. The stage never fails. */
    CompletionStage<Boolean> post(Octets document);
}
