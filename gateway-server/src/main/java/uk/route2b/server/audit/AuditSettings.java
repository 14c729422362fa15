package uk.route2b.server.audit;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the audit is kept.
 *
 * @param folder of all nodes that share this disk
 * @param node whose chain this is
 * @param fileOctets after which a new file begins
 * @param sync after which time at most a record survives a power cut
 * @param keep files whose last record is older are removed
 */
public record AuditSettings(Path folder, String node, long fileOctets, Duration sync, Duration keep) {
    /** Between two signed heads. */
    public static final Duration HEADS = Duration.ofHours(1);
}
