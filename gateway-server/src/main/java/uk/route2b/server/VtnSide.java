package uk.route2b.server;

import java.net.URI;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.configuration.ServerConfiguration.Push;
import uk.route2b.server.configuration.StoreEntry;
import uk.route2b.server.configuration.VtnIdentity;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Delivery;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.Ven;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.vtn.AdaptedUpstream;
import uk.route2b.server.vtn.BoundedUpstream;
import uk.route2b.server.vtn.RegistrationWatch;
import uk.route2b.server.vtn.VtnUpstream;
import uk.route2b.server.vtn.poll.VenPolls;

/** Puts the side of the VTNs together. */
final class VtnSide {
    private static final Logger LOG = LoggerFactory.getLogger(VtnSide.class);

    private VtnSide() {}

    /** The way to the VTNs, each in its own manner. */
    static VtnUpstream upstream(VtnUpstream http, Register register, Push push, RegistrationWatch watch) {
        vens(register).map(Ven::vtn).distinct().forEach(VtnSide::warn);
        return new BoundedUpstream(new AdaptedUpstream(http, (vtn, ven) -> pushUrl(register, push, vtn, ven), watch));
    }

    private static java.util.stream.Stream<Ven> vens(Register register) {
        return register.cems().stream().flatMap(key -> register.cem(key).orElseThrow().vens().stream());
    }

    private static void warn(Vtn vtn) {
        if (vtn.upstream().identity() == VtnIdentity.NONE) {
            LOG.warn(
                    "VTN {} at {} learns from nobody which VEN speaks (identity: none): whoever reaches it can speak"
                            + " for every VEN",
                    vtn.name(),
                    vtn.url());
        }
    }

    private static Optional<URI> pushUrl(Register register, Push push, Vtn vtn, String ven) {
        return push.publicUrl()
                .flatMap(url -> vens(register)
                        .filter(each ->
                                each.id().equals(ven) && each.vtn().name().equals(vtn.name()))
                        .findFirst()
                        .flatMap(found -> AdaptedUpstream.pushUrl(url, found)));
    }

    /** Polling in the place of VENs; it has begun. */
    static VenPolls polls(
            Register register,
            StoreEntry store,
            VtnUpstream upstream,
            Delivery delivery,
            Timers timers,
            RandomGenerator random) {
        boolean alone = store.place() instanceof StoreEntry.Sqlite;
        return new VenPolls(
                        register,
                        new VenPolls.Needs(
                                upstream,
                                delivery.outbox(),
                                timers,
                                random,
                                key -> isActive(delivery, key) && (alone || hasLink(delivery, key))))
                .start();
    }

    private static boolean isActive(Delivery delivery, CemKey key) {
        return delivery.counterparts().find(key).filter(Counterpart::isActive).isPresent();
    }

    private static boolean hasLink(Delivery delivery, CemKey key) {
        return delivery.counterparts().find(key).flatMap(Counterpart::link).isPresent();
    }
}
