package uk.route2b.server.configuration;

import java.time.Duration;
import java.util.Optional;
import uk.route2b.server.configuration.ChecksEntry.AuditEntry;
import uk.route2b.server.configuration.ChecksEntry.SchemaEntry;

/** Reads what is said of the three checks. */
final class ChecksReader {
    private static final long OCTETS_LEAST = 64 * 1024;
    private static final long OCTETS_MOST = 256L * 1024 * 1024;
    private static final int SYNC_MOST = 60_000;
    private static final int DAYS_MOST = 36_500;
    private static final int FLEET_MOST = 10_000_000;

    private ChecksReader() {}

    static ChecksEntry read(Fields fields, StoreEntry store) {
        ChecksEntry checks = new ChecksEntry(
                audit(fields.object("audit"), store),
                dispatch(fields.object("dispatch")),
                AnomalyReader.read(fields.object("anomaly")),
                schema(fields));
        fields.finish();
        return checks;
    }

    private static Optional<SchemaEntry> schema(Fields checks) {
        if (!checks.has("schema")) {
            return Optional.empty();
        }
        Fields fields = checks.object("schema");
        SchemaEntry schema = new SchemaEntry(
                fields.path("folder"),
                fields.optionalParsed("breach", ChecksReader::refuses).orElse(false));
        fields.finish();
        return Optional.of(schema);
    }

    private static boolean refuses(String word) {
        if (!word.equals("warn") && !word.equals("reject")) {
            throw new IllegalArgumentException("it is warn or reject");
        }
        return word.equals("reject");
    }

    private static Optional<AuditEntry> audit(Fields fields, StoreEntry store) {
        long octets = fields.longNumber("fileOctets", AuditEntry.FILE_OCTETS, OCTETS_LEAST, OCTETS_MOST);
        Duration sync = Duration.ofMillis(fields.number("syncMillis", (int) AuditEntry.SYNC.toMillis(), 1, SYNC_MOST));
        Duration keep =
                Duration.ofDays(fields.number("keepDays", (int) store.headers().toDays(), 1, DAYS_MOST));
        Optional<AuditEntry> audit = fields.has("folder")
                ? Optional.of(new AuditEntry(fields.path("folder"), octets, sync, keep))
                : AuditEntry.usual(store).map(usual -> new AuditEntry(usual.folder(), octets, sync, keep));
        fields.finish();
        return audit;
    }

    private static DispatchCap dispatch(Fields fields) {
        DispatchCap usual = DispatchCap.DEFAULT;
        DispatchCap cap = new DispatchCap(
                fields.number("percent", usual.percent(), 1, 100),
                fields.number("atLeast", usual.atLeast(), 1, FLEET_MOST),
                fields.optionalParsed("breach", Breach::parse).orElse(usual.breach()));
        fields.finish();
        return cap;
    }
}
