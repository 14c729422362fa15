package uk.route2b.simulator.metersystem;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import uk.route2b.protocol.identity.EntityIdentifier;

/** All homes, each made when it is first spoken of. */
final class Homes {
    /** How many there may be. */
    static final int MOST = 20_000;

    private final ConcurrentHashMap<EntityIdentifier, Home> homes = new ConcurrentHashMap<>();
    private final Function<EntityIdentifier, Home> builder;

    Homes(Function<EntityIdentifier, Home> builder) {
        this.builder = builder;
    }

    /** The home of {@code meter}; nothing if it would be one too many. */
    Optional<Home> of(EntityIdentifier meter) {
        if (homes.size() >= MOST && !homes.containsKey(meter)) {
            return Optional.empty();
        }
        return Optional.of(homes.computeIfAbsent(meter, builder));
    }
}
