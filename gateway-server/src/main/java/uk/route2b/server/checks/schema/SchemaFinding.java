package uk.route2b.server.checks.schema;

/**
 * Where a payload first breaks the schema. It says nothing of what stands there: that is a home's.
 *
 * @param rule name of the rule of XML Schema, as {@code cvc-pattern-valid}
 * @param line from 1
 * @param column from 1
 */
public record SchemaFinding(String rule, int line, int column) {
    /** For log and audit. */
    @Override
    public String toString() {
        return rule + " at line " + line + ", column " + column;
    }
}
