package uk.route2b.server.store;

/**
 * What a node wants to own a CEM's session for, while it has no link of it. A CEM that nobody owns, whose owner is this
 * node, or whose owner has not been seen for {@link #DEAD_MILLIS}, may be claimed for either.
 */
public enum Claim {
    /** To send by 2a: the owner does that, whether its link is gone or not. */
    SEND,
    /** To take what came through the meter to this node: also from an owner that has no link any more. */
    TAKE;

    /** A node that has said nothing for so long owns nothing, milliseconds. */
    public static final long DEAD_MILLIS = 60_000;
}
