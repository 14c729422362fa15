package uk.route2b.server.vtn;

import java.time.Duration;
import java.util.Optional;
import uk.route2b.server.register.Vtn;

/** Passes registrations on to somebody who comes later than the way to the VTNs, on which he sends himself. */
public final class RegistrationRelay implements RegistrationWatch {
    private volatile RegistrationWatch next = (vtn, ven, frequency) -> {};

    /** From now on they go there. */
    public void to(RegistrationWatch newNext) {
        next = newNext;
    }

    @Override
    public void registered(Vtn vtn, String ven, Optional<Duration> pollFrequency) {
        next.registered(vtn, ven, pollFrequency);
    }
}
