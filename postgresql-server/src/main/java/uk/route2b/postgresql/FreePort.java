package uk.route2b.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of tests that are chosen before somebody listens there: of a database, and of what comes back to its port after
 * a restart. The system would give its own to any connection of another process between choice and start.
 */
public final class FreePort {
    /** Below what systems give to connections: 32768 on Linux, 49152 elsewhere. */
    private static final int FIRST = 12_000;

    private static final int COUNT = 20_000;
    /** Tests run in several processes, whose numbers are close to one another. */
    private static final int EACH = 211;

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * EACH % COUNT));

    private FreePort() {}

    /** A port of the loopback on which nobody listens now, and which this process has not had before. */
    public static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
