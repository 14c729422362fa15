package uk.route2b.server.checks;

import java.util.Optional;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.checks.anomaly.Anomalies;
import uk.route2b.server.checks.dispatch.DispatchGuard;

/**
 * What delivery and links need of the checks.
 *
 * @param audit takes each verdict
 * @param anomalies counts traffic against thresholds; empty for none
 * @param dispatch says how many homes may change their load at once; empty for any number
 */
public record Checks(Audit audit, Optional<DispatchGuard> dispatch, Optional<Anomalies> anomalies) {
    /** Without thresholds. */
    public Checks(Audit audit, Optional<DispatchGuard> dispatch) {
        this(audit, dispatch, Optional.empty());
    }

    /** Nothing is held, and nobody is told. */
    public static final Checks NONE = new Checks(Audit.NONE, Optional.empty());
}
