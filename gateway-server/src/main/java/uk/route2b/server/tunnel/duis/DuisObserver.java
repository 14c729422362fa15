package uk.route2b.server.tunnel.duis;

import uk.route2b.protocol.identity.EntityIdentifier;

/** Hears how writes ended, and what no write waits for. Safe for use by several threads; must not block. */
public interface DuisObserver {
    /** A write ended. */
    void ended(EntityIdentifier meter, DuisOutcome outcome);

    /** Something came from the DCC that no write waits for, or that is not believed. */
    void noticed(DuisNotice notice);
}
