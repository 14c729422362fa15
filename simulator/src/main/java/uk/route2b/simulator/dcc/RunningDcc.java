package uk.route2b.simulator.dcc;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import uk.route2b.protocol.duis.DuisLimits;
import uk.route2b.simulator.http.LoopbackServer;
import uk.route2b.simulator.schedule.ThreadSchedule;

/** A running DCC: start it, use {@link #url()} and {@link #homeUrl()}, close it. */
public final class RunningDcc implements AutoCloseable {
    private static final int HOME_BODY_LIMIT = 4096;

    private final Dcc dcc;
    private final ThreadSchedule schedule;
    private final HttpReceiver receiver;
    private final LoopbackServer services;
    private final LoopbackServer homes;

    private RunningDcc(
            Dcc dcc, ThreadSchedule schedule, HttpReceiver receiver, LoopbackServer services, LoopbackServer homes) {
        this.dcc = dcc;
        this.schedule = schedule;
        this.receiver = receiver;
        this.services = services;
        this.homes = homes;
    }

    /**
     * Starts one.
     *
     * @throws java.net.BindException if a port is taken
     */
    public static RunningDcc start(DccParties parties, DccOptions options, InstantSource clock) throws IOException {
        ThreadSchedule schedule = ThreadSchedule.start("dcc");
        HttpReceiver receiver = new HttpReceiver(options.receiver());
        Dcc dcc = new Dcc(parties, options, schedule, receiver, clock);
        try {
            LoopbackServer services =
                    LoopbackServer.start(options.port(), DuisLimits.DEFAULT.octets(), new DccService(dcc).routes());
            return new RunningDcc(dcc, schedule, receiver, services, homes(dcc, options, services));
        } catch (IOException notStarted) {
            receiver.close();
            schedule.close();
            throw notStarted;
        }
    }

    private static LoopbackServer homes(Dcc dcc, DccOptions options, LoopbackServer services) throws IOException {
        try {
            return LoopbackServer.start(options.homePort(), HOME_BODY_LIMIT, new HomeService(dcc).routes());
        } catch (IOException notStarted) {
            services.close();
            throw notStarted;
        }
    }

    /** Where its services are: {@code http://127.0.0.1:PORT}. */
    public URI url() {
        return services.url();
    }

    /** Where the home area networks are. */
    public URI homeUrl() {
        return homes.url();
    }

    /** The DCC itself, to look at counts without HTTP. */
    public Dcc dcc() {
        return dcc;
    }

    @Override
    public void close() {
        services.close();
        homes.close();
        receiver.close();
        schedule.close();
    }
}
