package uk.route2b.server.delivery;

import java.util.Optional;
import java.util.function.UnaryOperator;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.checks.schema.SchemaCheck;
import uk.route2b.server.checks.schema.SchemaFinding;

/**
 * Asks the operator's schema about a payload that parse and correlate has let through, and tells the audit of what
 * breaks it. From any thread.
 */
final class SchemaGate {
    private SchemaGate() {}

    /**
     * The reason for which a payload is refused; empty where there is no schema, where it holds, and where what breaks
     * it is only told.
     *
     * @param facts what the audit is to have beside the place
     */
    static Optional<String> refusal(
            Counterpart counterpart, String subject, Octets payload, UnaryOperator<Verdict> facts) {
        return counterpart
                .checks()
                .schema()
                .flatMap(check -> check.check(payload)
                        .flatMap(finding -> told(counterpart, check, finding, verdict(check, subject, facts))));
    }

    private static Verdict verdict(SchemaCheck check, String subject, UnaryOperator<Verdict> facts) {
        Ruling ruling = check.refuses() ? Ruling.REFUSED : Ruling.WARNED;
        return facts.apply(Verdict.of(Check.PARSE_AND_CORRELATE, ruling, subject, SchemaCheck.REASON));
    }

    private static Optional<String> told(
            Counterpart counterpart, SchemaCheck check, SchemaFinding finding, Verdict verdict) {
        counterpart.note(verdict.with("detail", finding));
        if (!check.refuses()) {
            counterpart.counts().warned(SchemaCheck.REASON);
        }
        return Optional.of(SchemaCheck.REASON).filter(reason -> check.refuses());
    }
}
