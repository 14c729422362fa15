package uk.route2b.server.vtn;

import java.time.Duration;
import java.util.Optional;
import uk.route2b.server.register.Vtn;

/** Told of registrations as they pass. Safe for use by several threads; it must not block. */
@FunctionalInterface
public interface RegistrationWatch {
    /**
     * A VTN has registered a VEN, now or again.
     *
     * @param pollFrequency how often at most it may be polled; empty if the VTN did not say
     */
    void registered(Vtn vtn, String ven, Optional<Duration> pollFrequency);
}
