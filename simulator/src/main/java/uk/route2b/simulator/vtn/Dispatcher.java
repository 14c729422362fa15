package uk.route2b.simulator.vtn;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.openadr.Registrations;
import uk.route2b.simulator.openadr.Reports;

/** Carries out what the operator of the VTN orders. */
final class Dispatcher {
    private final Accounts accounts;
    private final Map<String, PushLine> lines;
    private final Supplier<String> identifiers;
    private final InstantSource clock;

    Dispatcher(Accounts accounts, Map<String, PushLine> lines, Supplier<String> identifiers, InstantSource clock) {
        this.accounts = accounts;
        this.lines = Map.copyOf(lines);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Makes or changes an event; nothing if the VEN has too many.
     *
     * @throws IllegalArgumentException if the VEN is unknown
     */
    Optional<Dispatched> dispatch(EventOrder order) {
        VenAccount account = account(order.ven());
        boolean kept = account.keep(order.event(), before -> order.event(before, clock.instant()));
        return kept ? Optional.of(distribute(account, order.event())) : Optional.empty();
    }

    /**
     * Cancels an event for every VEN that has it, or for one of them; the last distribution, or nothing if there is no
     * such event.
     */
    Optional<Dispatched> cancel(String event, Optional<String> onlyFor) {
        List<VenAccount> holders = accounts.all().stream()
                .filter(account -> account.event(event).isPresent())
                .filter(account -> onlyFor.map(account.venId()::equals).orElse(true))
                .toList();
        return holders.stream().map(account -> cancel(account, event)).reduce((earlier, later) -> later);
    }

    private Dispatched cancel(VenAccount account, String event) {
        account.keep(
                event,
                before -> before == null || before.cancelled()
                        ? before
                        : before.cancel(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        return distribute(account, event);
    }

    private Dispatched distribute(VenAccount account, String event) {
        String requestId = identifiers.get();
        account.distribute(requestId);
        Optional.ofNullable(lines.get(account.venId())).ifPresent(PushLine::go);
        return new Dispatched(event, requestId);
    }

    /**
     * Leaves another request of the VTN to the VEN's next poll; false if too many wait.
     *
     * @throws IllegalArgumentException if the VEN is unknown, or the VTN does not make such a request
     */
    boolean ask(String venId, MessageType type) {
        VenAccount account = account(venId);
        return account.queue(
                switch (type) {
                    case REQUEST_REREGISTRATION -> Registrations.requestReregistration(venId);
                    case CANCEL_PARTY_REGISTRATION ->
                        Registrations.cancel(identifiers.get(), account.registrationId(), venId);
                    case CREATE_REPORT -> Reports.create(identifiers.get(), identifiers.get(), venId);
                    default -> throw new IllegalArgumentException("this VTN does not ask that of a VEN");
                });
    }

    private VenAccount account(String venId) {
        return accounts.of(venId).orElseThrow(() -> new IllegalArgumentException("an unknown VEN"));
    }
}
