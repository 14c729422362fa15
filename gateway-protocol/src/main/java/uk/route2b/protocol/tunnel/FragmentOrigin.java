package uk.route2b.protocol.tunnel;

/** Who speaks in a fragment: control bit 23. */
public enum FragmentOrigin {
    DSRSP,
    CEM
}
