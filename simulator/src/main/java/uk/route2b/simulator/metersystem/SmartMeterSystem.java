package uk.route2b.simulator.metersystem;

import java.io.IOException;
import java.net.URI;
import uk.route2b.simulator.http.LoopbackServer;
import uk.route2b.simulator.schedule.ThreadSchedule;

/** A running smart meter system: start it, use {@link #url()}, close it. */
public final class SmartMeterSystem implements AutoCloseable {
    private static final int BODY_LIMIT = 4096;

    private final MeterSystem system;
    private final ThreadSchedule schedule;
    private final LoopbackServer server;

    private SmartMeterSystem(MeterSystem system, ThreadSchedule schedule, LoopbackServer server) {
        this.system = system;
        this.schedule = schedule;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @throws java.net.BindException if the port is taken
     */
    public static SmartMeterSystem start(SmartMeterSystemOptions options) throws IOException {
        ThreadSchedule schedule = ThreadSchedule.start("smart-meter-system");
        MeterSystem system = new MeterSystem(options.faults(), options.seed(), schedule, options.events());
        try {
            LoopbackServer server =
                    LoopbackServer.start(options.port(), BODY_LIMIT, new MeterSystemService(system).routes());
            return new SmartMeterSystem(system, schedule, server);
        } catch (IOException notStarted) {
            schedule.close();
            throw notStarted;
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public URI url() {
        return server.url();
    }

    /** The system itself, to look at counts or to cause an outage without HTTP. */
    public MeterSystem system() {
        return system;
    }

    @Override
    public void close() {
        server.close();
        schedule.close();
    }
}
