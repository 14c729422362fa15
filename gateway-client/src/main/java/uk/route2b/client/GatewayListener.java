package uk.route2b.client;

/**
 * What the client tells its owner. Called on a thread of its own, one call at a time: a listener that blocks or throws
 * holds up later calls, or is logged, and does nothing to the link.
 */
public interface GatewayListener {
    /** Says nothing to nobody; payloads wait. */
    GatewayListener NONE = new GatewayListener() {};

    /**
     * A payload from the VTN for a VEN, already stored durably and acknowledged; or an answer that came after nobody
     * waited any more and that holds a request of the VTN.
     *
     * @param taken to be run once the payload is safe with its owner, on any thread, at once or later; until then it is
     *     kept, and handed over again after a restart. Running it twice does no harm
     */
    default void onPayload(OpenAdrPayload payload, Runnable taken) {}

    /** The link changed its state, reason or endpoint. */
    default void onStatus(LinkStatus status) {}
}
