package uk.route2b.server.tunnel;

import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.identity.EntityIdentifier;

/** The smart meter system: labels down, alerts up. Safe for use by several threads; nothing here blocks. */
public interface SmartMeterChannel {
    /** Takes an alert of a meter. It may come twice, late and from anybody: only what it carries can be verified. */
    @FunctionalInterface
    interface AlertListener {
        void alert(EntityIdentifier meter, String text);
    }

    /**
     * Writes the five labels of a meter (ECS46a), which only a Supplier may: the one who carries for the DSRSP.
     *
     * @return what became of it; it never fails
     */
    CompletionStage<WriteOutcome> write(LabelOrder order);

    /** Begins to hand over alerts (ECS200), in the order in which the system has them; to be closed to end. */
    AutoCloseable listen(AlertListener listener);
}
