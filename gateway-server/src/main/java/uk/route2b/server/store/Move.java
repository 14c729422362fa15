package uk.route2b.server.store;

import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * CEMs of a DSRSP on their way to another link configuration, and how far they are. Each CEM is counted in one of the
 * four numbers.
 *
 * @param number names it
 * @param target what they get; its version is this move's alone
 * @param perMinute how many get it in a minute, at most
 * @param stopped no further CEM gets it
 * @param startedMillis milliseconds since 1970
 * @param toDo whose turn has not come
 * @param pending who are to have it, and have neither taken it up nor given it up
 * @param done who have it, or a later one
 * @param failed who refused it or gave it up
 */
public record Move(
        long number,
        EntityIdentifier dsrsp,
        LinkConfiguration target,
        int perMinute,
        boolean stopped,
        long startedMillis,
        long toDo,
        long pending,
        long done,
        long failed) {}
