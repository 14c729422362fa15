package uk.route2b.server.configuration;

import java.util.Optional;

/**
 * Who may use the operator's listener. Without any token everybody who reaches it may, so then it stands on the
 * loopback only.
 *
 * @param read the token for looking
 * @param act the token for looking and for what changes something
 */
public record OperatorAccess(Optional<Secret> read, Optional<Secret> act) {
    /** Everybody who reaches it. */
    public static final OperatorAccess OPEN = new OperatorAccess(Optional.empty(), Optional.empty());

    /** Whether it asks for no token. */
    public boolean isOpen() {
        return read.isEmpty() && act.isEmpty();
    }
}
