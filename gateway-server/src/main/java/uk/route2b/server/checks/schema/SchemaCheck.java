package uk.route2b.server.checks.schema;

import java.nio.file.Path;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * Checks payloads against the schema of an operator. Compiled once, at the start. Safe for use by several threads.
 *
 * <p>It is work on octets of a peer, so it comes after the hardened reader, which has the limits.
 */
public final class SchemaCheck {
    /** Reason code of what breaks the schema. */
    public static final String REASON = "schema";

    private final PayloadSchema schema;
    private final boolean refuses;

    private SchemaCheck(PayloadSchema schema, boolean refuses) {
        this.schema = schema;
        this.refuses = refuses;
    }

    /**
     * Reads a folder.
     *
     * @param refuses whether what breaks the schema is refused, or told and let through
     */
    public static SchemaCheck read(Path folder, boolean refuses) throws BadSchemaException {
        return new SchemaCheck(new SchemaFolder(folder).compile(), refuses);
    }

    /** Where a payload that the hardened reader has taken first breaks the schema. */
    public Optional<SchemaFinding> check(Octets payload) {
        return schema.check(payload);
    }

    public boolean refuses() {
        return refuses;
    }
}
