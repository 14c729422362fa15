package uk.route2b.client;

/**
 * What the client tells its owner. Called on a thread of its own, one call at a time: a listener that blocks or throws
 * holds up later calls, or is logged, and does nothing to the link.
 */
public interface GatewayListener {
    /** Says nothing to nobody; payloads wait. */
    GatewayListener NONE = new GatewayListener() {};

    /**
     * A payload from the VTN for a VEN, already stored durably and acknowledged; or an answer that holds a request of
     * the VTN and came after nobody waited any more.
     *
     * @param taken to be run once the payload is safe with its owner, on any thread, at once or later; until then it is
     *     kept, and handed over again after a restart. Running it twice does no harm
     */
    default void onPayload(OpenAdrPayload payload, Runnable taken) {}

    /**
     * A payload that was handed over and not taken is void: a newer list of events has come, and always holds all. What
     * a VEN has got already, it may keep.
     */
    default void onSuperseded(long number) {}

    /** The link changed its state, reason or endpoint. */
    default void onStatus(LinkStatus status) {}
}
