package uk.route2b.client.internal.session;

import java.io.IOException;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * Tells the DSRSP of a link configuration that was given up. Link control is not answered, so on each new link it is
 * told again until another configuration comes; by 2a, which is dear, once.
 */
final class FailureReport {
    private final EngineParts parts;
    private final MessageWriter writer;
    private final Routes routes;

    FailureReport(EngineParts parts, MessageWriter writer, Routes routes) {
        this.parts = parts;
        this.writer = writer;
        this.routes = routes;
    }

    /** The ways up, as they are now. */
    interface Routes {
        boolean hasLink();

        boolean hasMeter();

        /** By 2b if there is a link, else by 2a. */
        void send(Octets message) throws IOException;
    }

    /** There is a link, or there will be none for some time. */
    void tell() throws IOException {
        Optional<Configurations.Failure> failure =
                parts.keeper().state().configurations().failure();
        boolean mayLeave = routes.hasLink()
                || routes.hasMeter() && failure.filter(each -> each.told()).isEmpty();
        if (failure.isEmpty() || !mayLeave || !parts.time().maySign()) {
            return;
        }
        routes.send(writer.control(failure.get().report()).octets());
        if (!failure.get().told()) {
            CemState state = parts.keeper().state();
            parts.keeper().commit(state.with(state.configurations().told()));
        }
    }
}
