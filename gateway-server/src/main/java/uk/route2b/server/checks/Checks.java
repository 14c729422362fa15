package uk.route2b.server.checks;

import java.util.Optional;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.checks.anomaly.Anomalies;
import uk.route2b.server.checks.dispatch.DispatchGuard;
import uk.route2b.server.checks.schema.SchemaCheck;

/**
 * What delivery and links need of the checks.
 *
 * @param audit takes each verdict
 * @param anomalies counts traffic against thresholds; empty for none
 * @param dispatch says how many homes may change their load at once; empty for any number
 * @param schema what payloads have to be; empty where no schema is looked at
 */
public record Checks(
        Audit audit, Optional<DispatchGuard> dispatch, Optional<Anomalies> anomalies, Optional<SchemaCheck> schema) {
    /** Without thresholds and schema. */
    public Checks(Audit audit, Optional<DispatchGuard> dispatch) {
        this(audit, dispatch, Optional.empty(), Optional.empty());
    }

    /** Nothing is held, and nobody is told. */
    public static final Checks NONE = new Checks(Audit.NONE, Optional.empty());
}
