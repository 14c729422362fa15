package uk.route2b.server.delivery;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.checks.dispatch.DispatchVerdict;

/**
 * Asks the fleet-wide cap before something is signed, tells the audit of what breaks it, and says what is to be held.
 * Used in the lane of the CEM concerned.
 */
final class DispatchGate {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchGate.class);

    private DispatchGate() {}

    /**
     * The reason for which a payload of a VEN is held.
     *
     * @param released an operator has let it through
     */
    static Optional<String> payload(Counterpart counterpart, String ven, Octets body, boolean released) {
        return counterpart
                .checks()
                .dispatch()
                .flatMap(guard ->
                        told(counterpart, "payload", ven, guard.payload(counterpart.key(), ven, body, released)));
    }

    /** The reason for which a CEM that has a link configuration does not get another one now. */
    static Optional<String> move(Counterpart counterpart, long version, boolean known) {
        return counterpart.checks().dispatch().flatMap(guard -> {
            DispatchVerdict verdict = guard.move(counterpart.key());
            return known && verdict instanceof DispatchVerdict.Held held
                    ? Optional.of(held.reason())
                    : told(counterpart, "link configuration", Long.toString(version), verdict);
        });
    }

    private static Optional<String> told(
            Counterpart counterpart, String subject, String which, DispatchVerdict verdict) {
        if (verdict instanceof DispatchVerdict.Warned warned) {
            note(counterpart, Ruling.WARNED, subject, which, warned.reason(), warned.detail());
        } else if (verdict instanceof DispatchVerdict.Held held) {
            note(counterpart, Ruling.HELD, subject, which, held.reason(), held.detail());
            if (held.close()) {
                counterpart.link().ifPresent(link -> link.close(CloseCode.QUARANTINED, held.reason()));
            }
            return Optional.of(held.reason());
        }
        return Optional.empty();
    }

    private static void note(
            Counterpart counterpart, Ruling ruling, String subject, String which, String reason, String detail) {
        counterpart.note(Verdict.of(Check.ANOMALY, ruling, subject, reason)
                .with("direction", "down")
                .with(subject.equals("payload") ? "ven" : "configuration", which)
                .with("detail", detail));
        LOG.warn("{}: {} for {} is {}: {}", reason, subject, counterpart.key(), ruling.word(), detail);
    }
}
