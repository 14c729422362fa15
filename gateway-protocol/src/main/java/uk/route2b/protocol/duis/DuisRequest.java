package uk.route2b.protocol.duis;

import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.octets.Octets;

/** A service request of a user. */
public sealed interface DuisRequest {
    /** How the DCC is to treat it. */
    int commandVariant();

    /** What identifies it. */
    RequestId id();

    /** 6.14.1: asks for the pre-command that sets labels (command variant 4). */
    record SetLabels(LabelCommand command) implements DuisRequest {
        static final int VARIANT = 4;

        @Override
        public int commandVariant() {
            return VARIANT;
        }

        @Override
        public RequestId id() {
            return new RequestId(command.supplier(), command.meter(), command.counter());
        }
    }

    /**
     * A pre-command with the user's signature, to be sent over the network (command variant 5).
     *
     * @param id the same as that of the request for the pre-command
     * @param service the same as well
     * @param payload the signed pre-command
     */
    record SignedPreCommand(RequestId id, ServiceReference service, Octets payload) implements DuisRequest {
        static final int VARIANT = 5;

        @Override
        public int commandVariant() {
            return VARIANT;
        }
    }

    /**
     * Any other, of which only the header is read.
     *
     * @param body the name of the element in its body
     */
    record Other(RequestId id, int commandVariant, ServiceReference service, String body) implements DuisRequest {}
}
