package uk.route2b.server.admission;

import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;

/** What came of an operator's wish to change the state of a CEM. */
public sealed interface StatusChange {
    /** It is stored, and holds on this node already. */
    record Done(CemKey key, CemStatus before, CemStatus now) implements StatusChange {}

    /** Nothing was changed. */
    record Refused(String reason) implements StatusChange {}
}
