package uk.route2b.server.checks.schema;

/** Why a folder of schemas does not do; the message is for an operator. */
public final class BadSchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    BadSchemaException(String why) {
        super(why);
    }

    BadSchemaException(String why, Exception cause) {
        super(why, cause);
    }
}
