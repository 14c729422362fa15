package uk.route2b.cem.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A VEN behind the CEM.
 *
 * @param id its venID
 * @param prefix begins the paths that it uses, as in {@code /ven-2a}; empty for every path
 * @param wrap in which form it is spoken to
 * @param pollEvery how often it is told to poll, if its VTN asks for less; whole seconds; empty for what the VTN asks
 * @param pollsTravel whether its polls go up when nothing waits here
 * @param push where payloads are posted to at once, without the service; empty where it polls
 */
public record VenConfiguration(
        String id, String prefix, VenWrap wrap, Optional<Duration> pollEvery, boolean pollsTravel, Optional<URI> push) {
    /** A poll on the loopback costs nothing. */
    public static final Duration POLL_EVERY = Duration.ofSeconds(1);

    /** One that polls and reads what it is sent. */
    public VenConfiguration(String id, String prefix) {
        this(id, prefix, VenWrap.AS_SENT, Optional.of(POLL_EVERY), false, Optional.empty());
    }
}
