package uk.route2b.server.checks.dispatch;

/** What the fleet-wide cap says of one change. */
public sealed interface DispatchVerdict {
    /** It stays within the cap, or changes nothing. */
    record Admitted() implements DispatchVerdict {}

    /**
     * It goes beyond the cap and passes all the same, because that is the setting or an operator has released it.
     *
     * @param reason a reason code
     */
    record Warned(String reason, String detail) implements DispatchVerdict {}

    /**
     * It waits for an operator.
     *
     * @param close whether the link is closed as well
     */
    record Held(String reason, String detail, boolean close) implements DispatchVerdict {}
}
