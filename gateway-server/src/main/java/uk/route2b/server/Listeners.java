package uk.route2b.server;

import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.server.lifecycle.Lifecycle;

/**
 * Starts what listens on a port.
 *
 * @param lifecycle stops it again
 */
record Listeners(Lifecycle lifecycle) {
    /** Starts something that may fail in any way that Jetty fails. */
    interface Start<T> {
        T start() throws Exception;
    }

    /**
     * Starts a part.
     *
     * @param where host and port
     * @throws CommandFailure if it cannot listen there
     */
    <T extends AutoCloseable> T started(String name, String where, Start<T> start) {
        try {
            return lifecycle.started(name, start.start());
        } catch (Exception failed) {
            Throwable root = failed.getCause() == null ? failed : failed.getCause();
            throw new CommandFailure(
                    ExitCode.IO,
                    name + " cannot listen on " + where,
                    String.valueOf(root.getMessage()),
                    "stop what else uses the port, or configure another one",
                    failed);
        }
    }
}
