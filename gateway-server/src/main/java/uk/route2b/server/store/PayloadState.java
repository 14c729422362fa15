package uk.route2b.server.store;

/**
 * What has become of a payload for a VEN.
 *
 * <pre>
 *            signed              receipt or answer
 *  QUEUED ───────────▶ SENT ──────────────────────▶ DELIVERED, REFUSED, HELD, IN_DOUBT, SUPERSEDED, EXPIRED
 *    │                  │  its time has passed            ▲
 *    │                  └──────────────▶ UNKNOWN ─────────┘ a receipt says after all
 *    ├──▶ EXPIRED, SUPERSEDED, WITHDRAWN: nothing was sent
 *    └──▶ IN_DOUBT: after a restore from a copy; the lost store may have sent it
 * </pre>
 */
public enum PayloadState {
    /** Not signed yet. */
    QUEUED,
    /** Signed; waits for its receipt or answer. */
    SENT,
    /** The CEM holds it durably, or its VEN has answered. */
    DELIVERED,
    /** The CEM refused it. */
    REFUSED,
    /** The CEM's anomaly check holds it. */
    HELD,
    /** Begun once, never begun again. */
    IN_DOUBT,
    /** A newer one has taken its place. */
    SUPERSEDED,
    /** Its time passed before it was sent, or before the CEM took it. */
    EXPIRED,
    /** Its time has passed and it is not known whether the CEM has it. */
    UNKNOWN,
    /** Taken back before it was signed; whoever gave it was told so. */
    WITHDRAWN;

    /** Whether it waits for something: room to be signed, or an answer. */
    public boolean isOpen() {
        return this == QUEUED || this == SENT || this == UNKNOWN;
    }

    /** Whether an operator should know: it was neither delivered, nor replaced, nor taken back. */
    public boolean isDeadLetter() {
        return this == REFUSED || this == HELD || this == IN_DOUBT || this == EXPIRED || this == UNKNOWN;
    }
}
