package uk.route2b.server.link.jetty;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.link.Admission;
import uk.route2b.server.link.LinkTrust;
import uk.route2b.server.link.RefusalWitness;
import uk.route2b.server.link.Refusals;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.tls.LinkTls;
import uk.route2b.server.tls.TrustWatch;

/** All listeners of this server, for what concerns every one of them. Safe for use by several threads. */
public final class LinkDoors {
    private static final Logger LOG = LoggerFactory.getLogger(LinkDoors.class);

    private final TrustWatch trust;
    private final RefusalWitness witness;
    private final InstantSource clock;
    private final List<Door> doors = new CopyOnWriteArrayList<>();

    private record Door(Dsrsp dsrsp, LinkListener listener, Admission admission) {}

    /** @param witness is told of every certificate that any of them refuses, whatever the trust is then */
    public LinkDoors(TrustWatch trust, RefusalWitness witness, InstantSource clock) {
        this.trust = trust;
        this.witness = witness;
        this.clock = clock;
    }

    /** What holds now, for {@link Admission}. */
    public Supplier<LinkTrust> trust() {
        return trust::current;
    }

    /** For {@link Admission}. */
    public RefusalWitness witness() {
        return witness;
    }

    /** Starts the listener of a DSRSP. */
    public LinkListener open(Dsrsp dsrsp, LinkListener.Settings settings, Admission admission, Refusals refusals)
            throws Exception {
        LinkListener listener = LinkListener.start(settings, context(dsrsp, trust.current()), admission, refusals);
        doors.add(new Door(dsrsp, listener, admission));
        return listener;
    }

    private SSLContext context(Dsrsp dsrsp, LinkTrust by) {
        return LinkTls.context(dsrsp, by, clock, witness);
    }

    /** Closes the links of those who would not be let in any more. */
    public void lookAgain() {
        doors.forEach(door -> door.admission().lookAgain());
    }

    /**
     * Begins handshakes with {@code next} from now on, and closes the links that it would not let in. A listener that
     * cannot be changed goes on with its handshakes, and the upgrade refuses what they should have.
     */
    public void reload(LinkTrust next) {
        for (Door door : doors) {
            try {
                door.listener().reload(context(door.dsrsp(), next));
            } catch (Exception failed) {
                LOG.error(
                        "TLS of DSRSP {} cannot be changed; upgrades are judged anew",
                        door.dsrsp().entity(),
                        failed);
            }
        }
        lookAgain();
    }
}
