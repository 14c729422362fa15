package uk.route2b.client;

/**
 * What becomes of a request of the VTN that came in an answer: it is kept durably until its owner says that the VEN has
 * it, like a push.
 *
 * <p>Run one of both, on any thread, at once or later; what is run after the first does nothing. If neither is run, the
 * request is handed to {@link GatewayListener#onPayload} after the next start: at least once at the last hop.
 */
public interface Handover {
    /** The answer carries no request of the VTN. */
    Handover NONE = new Handover() {
        @Override
        public void taken() {
            // nothing is kept
        }

        @Override
        public void lost() {
            // nothing is kept
        }
    };

    /** The VEN has it. */
    void taken();

    /** The VEN did not get it: it comes to {@link GatewayListener#onPayload} now. */
    void lost();
}
