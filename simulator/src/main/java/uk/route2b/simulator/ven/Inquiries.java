package uk.route2b.simulator.ven;

import static uk.route2b.simulator.openadr.Vocabulary.EI;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import uk.route2b.simulator.openadr.EventMessages;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.openadr.Opts;
import uk.route2b.simulator.openadr.Registrations;
import uk.route2b.simulator.openadr.Reports;

/** The requests that a VEN makes of its own accord. */
final class Inquiries {
    private static final double LOAD = 1.5;

    private final VenOptions options;
    private final Supplier<String> identifiers;
    private final InstantSource clock;

    Inquiries(VenOptions options, Supplier<String> identifiers, InstantSource clock) {
        this.options = options;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * A request of {@code type}, with invented content.
     *
     * @throws IllegalArgumentException if this VEN does not make such a request
     */
    Message request(MessageType type, String registrationId) {
        String ven = options.venId();
        return switch (type) {
            case REQUEST_EVENT -> EventMessages.request(identifiers.get(), ven);
            case UPDATE_REPORT -> report(identifiers.get());
            case CREATE_OPT ->
                Opts.create(identifiers.get(), identifiers.get(), options.opt().word(), ven, seconds());
            case CANCEL_OPT -> Opts.cancel(identifiers.get(), identifiers.get(), ven);
            case CANCEL_PARTY_REGISTRATION -> Registrations.cancel(identifiers.get(), registrationId, ven);
            default -> throw new IllegalArgumentException("this VEN does not ask that of its own accord");
        };
    }

    Message registerReport() {
        return Reports.register(identifiers.get(), options.venId(), seconds());
    }

    /** The first report that {@code createReport} asks for. */
    Message reportFor(Message createReport) {
        return report(createReport.body().textOf(EI, "reportRequestID").orElse(""));
    }

    private Message report(String reportRequestId) {
        return Reports.update(identifiers.get(), reportRequestId, options.venId(), LOAD, seconds());
    }

    String identifier() {
        return identifiers.get();
    }

    private Instant seconds() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
