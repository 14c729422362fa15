package uk.route2b.server.delivery;

import java.util.OptionalLong;
import java.util.function.Consumer;
import uk.route2b.server.schedule.Timers;

/** A VTN that waits to be told of its push. It is told once. Used in the CEM's lane only. */
final class WaitingVtn {
    private final Consumer<PushVerdict> vtn;
    private OptionalLong payload = OptionalLong.empty();
    private Timers.Timer deadline = () -> {};
    private boolean told;

    WaitingVtn(Consumer<PushVerdict> vtn) {
        this.vtn = vtn;
    }

    void waitsFor(long number) {
        payload = OptionalLong.of(number);
    }

    void until(Timers.Timer timer) {
        deadline = timer;
    }

    OptionalLong payload() {
        return payload;
    }

    boolean isTold() {
        return told;
    }

    void tell(PushVerdict verdict) {
        if (!told) {
            told = true;
            deadline.cancel();
            vtn.accept(verdict);
        }
    }
}
