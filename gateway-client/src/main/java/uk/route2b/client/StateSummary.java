package uk.route2b.client;

import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * What a state knows, for a person.
 *
 * @param lastSent the last counter that this CEM used, unsigned
 * @param highestAccepted the highest one accepted from the DSRSP, unsigned
 * @param unanswered messages signed and not answered
 * @param payloads payloads of the VTN that nobody has taken yet
 */
public record StateSummary(
        EntityIdentifier cem,
        EntityIdentifier dsrsp,
        long lastSent,
        long highestAccepted,
        int unanswered,
        int payloads) {}
