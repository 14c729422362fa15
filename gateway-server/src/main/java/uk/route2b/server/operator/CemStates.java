package uk.route2b.server.operator;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.admission.StatusChange;
import uk.route2b.server.admission.StatusWatch;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.register.Register;

/** Changes states of CEMs as an operator orders. Safe for use by several threads. */
public final class CemStates {
    private final Register register;
    private final StatusWatch statuses;
    private final Audit audit;

    /** @param audit is told what was ordered */
    public CemStates(Register register, StatusWatch statuses, Audit audit) {
        this.audit = audit;
        this.register = register;
        this.statuses = statuses;
    }

    /** What holds now. */
    public record Report(String dsrsp, String cem, String before, String state) {}

    /** What came of an order: what holds now, or why nothing was changed. */
    public record Ordered(Optional<Report> report, String reason) {}

    /** Whether the register has it with any DSRSP. */
    public boolean knows(EntityIdentifier cem) {
        return !dsrspsOf(cem).isEmpty();
    }

    /**
     * Does what {@code body} orders.
     *
     * @param body {@code {"state":"suspended","dsrsp":"…"}}; the DSRSP only where the CEM has several
     */
    public Ordered order(EntityIdentifier cem, Octets body) {
        try {
            JsonObject json = JsonObject.read(body);
            CemStatus status = json.parsed("state", CemStates::status);
            List<EntityIdentifier> dsrsps =
                    json.has("dsrsp") ? List.of(json.parsed("dsrsp", EntityIdentifier::parse)) : dsrspsOf(cem);
            return dsrsps.size() == 1
                    ? change(new CemKey(dsrsps.get(0), cem), status)
                    : refused("it has " + dsrsps.size() + " DSRSPs here: say which as dsrsp");
        } catch (MalformedException malformed) {
            return refused(String.valueOf(malformed.getMessage()));
        }
    }

    private Ordered change(CemKey key, CemStatus status) {
        StatusChange change = statuses.change(key, status);
        Verdict verdict = change instanceof StatusChange.Refused refused
                ? Verdict.of(Check.OPERATOR, Ruling.REFUSED, "state", "order").with("detail", refused.reason())
                : Verdict.of(Check.OPERATOR, Ruling.ORDERED, "state", "");
        audit.note(verdict.about(key).with("state", status.word()));
        return ordered(change);
    }

    /** Exactly the words of the configuration file. */
    private static CemStatus status(String word) {
        for (CemStatus status : CemStatus.values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("a state is enrolled, active, suspended or revoked");
    }

    private static Ordered ordered(StatusChange change) {
        return change instanceof StatusChange.Done done
                ? new Ordered(
                        Optional.of(new Report(
                                done.key().dsrsp().toString(),
                                done.key().cem().toString(),
                                done.before().word(),
                                done.now().word())),
                        "")
                : refused(((StatusChange.Refused) change).reason());
    }

    private static Ordered refused(String reason) {
        return new Ordered(Optional.empty(), reason);
    }

    private List<EntityIdentifier> dsrspsOf(EntityIdentifier cem) {
        return register.dsrsps().stream()
                .filter(dsrsp -> dsrsp.cem(cem).isPresent())
                .map(dsrsp -> dsrsp.entity())
                .toList();
    }
}
