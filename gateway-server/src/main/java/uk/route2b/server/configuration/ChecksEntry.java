package uk.route2b.server.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the configuration says of the three checks.
 *
 * @param audit empty: no audit files are written; what the store has of verdicts stays
 * @param dispatch how many homes may change their load at once
 * @param anomaly thresholds of traffic
 * @param schema empty: no schema is looked at
 */
public record ChecksEntry(
        Optional<AuditEntry> audit, DispatchCap dispatch, AnomalyLimits anomaly, Optional<SchemaEntry> schema) {
    /** Beside an embedded store; without a folder of its own none beside a database. */
    public static ChecksEntry usual(StoreEntry store) {
        return new ChecksEntry(AuditEntry.usual(store), DispatchCap.DEFAULT, AnomalyLimits.DEFAULT, Optional.empty());
    }

    /**
     * An operator's copy of the OpenADR schema.
     *
     * @param refuse whether what breaks it is refused, or told and let through
     */
    public record SchemaEntry(Path folder, boolean refuse) {}

    /**
     * Audit files.
     *
     * @param fileOctets after which a new one begins
     * @param sync records of this time may be lost by a power cut
     * @param keep files whose last record is older go
     */
    public record AuditEntry(Path folder, long fileOctets, Duration sync, Duration keep) {
        static final long FILE_OCTETS = 16L * 1024 * 1024;
        static final Duration SYNC = Duration.ofSeconds(1);

        static Optional<AuditEntry> usual(StoreEntry store) {
            return store.place() instanceof StoreEntry.Sqlite sqlite
                    ? Optional.of(
                            new AuditEntry(sqlite.file().resolveSibling("audit"), FILE_OCTETS, SYNC, store.headers()))
                    : Optional.empty();
        }
    }
}
