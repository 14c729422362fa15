package uk.route2b.simulator;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a simulator running until SIGTERM or Ctrl-C, and then ends with 0. */
final class Foreground {
    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

    private Foreground() {}

    /** Says where the simulator listens; this line is what scripts wait for. */
    static void announce(URI url) {
        System.out.println("listening on " + url);
        System.out.flush();
    }

    /** Says where the simulator hears pushes, if that is another port. */
    static void announcePushes(URI url) {
        System.out.println("pushes on " + url);
        System.out.flush();
    }

    /** Waits for ever; the end comes through the hook. */
    static int stay(AutoCloseable simulator) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(simulator), "end"));
        new CountDownLatch(1).await();
        return 0;
    }

    /** Halts, because a JVM that is told to stop by a signal would otherwise end with 143, as if it had failed. */
    private static void end(AutoCloseable simulator) {
        int code = closed(simulator) ? 0 : 1;
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    private static boolean closed(AutoCloseable simulator) {
        try {
            simulator.close();
            return true;
        } catch (Exception notClean) {
            LOG.error("the simulator did not stop cleanly", notClean);
            return false;
        }
    }
}
