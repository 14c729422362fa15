package uk.route2b.server.register;

import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Names a CEM as one DSRSP knows it. Sessions, counters and rows of the store are keyed by it: two DSRSPs on one
 * gateway may serve the same CEM and share nothing.
 */
public record CemKey(EntityIdentifier dsrsp, EntityIdentifier cem) {
    @Override
    public String toString() {
        return "CEM " + cem + " of DSRSP " + dsrsp;
    }
}
