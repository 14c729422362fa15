package uk.route2b.simulator;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/** Starts a simulator and keeps it running until SIGTERM or Ctrl-C; then the program ends with 0. */
final class Foreground {
    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

    private Foreground() {}

    /** Something that listens on a port. */
    @FunctionalInterface
    interface Start<T> {
        T start() throws IOException;
    }

    /**
     * What {@code start} starts; a taken port is no bug. From here on a signal ends it cleanly, so this comes before it
     * is said that it listens.
     */
    static <T extends AutoCloseable> T started(String what, Start<T> start) {
        try {
            T simulator = start.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(simulator), "end"));
            return simulator;
        } catch (IOException notStarted) {
            throw new CommandFailure(
                    ExitCode.IO,
                    what + " could not start",
                    "it cannot listen on that port of 127.0.0.1: " + notStarted.getMessage(),
                    "choose another port, or 0 for any free one",
                    notStarted);
        }
    }

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

    /** Says where home area networks are. */
    static void announceHomes(URI url) {
        System.out.println("homes on " + url);
        System.out.flush();
    }

    /** Waits for ever; the end comes through the hook. */
    static int stay() throws InterruptedException {
        new CountDownLatch(1).await();
        return ExitCode.DONE.number();
    }

    /** Halts, because a JVM that is told to stop by a signal would otherwise end with 143, as if it had failed. */
    private static void end(AutoCloseable simulator) {
        ExitCode code = closed(simulator) ? ExitCode.DONE : ExitCode.BUG;
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code.number());
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
