package uk.route2b.server.delivery;

import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.vtn.VtnRequest;

/** What is to be done with a new message of a CEM. */
sealed interface UplinkDecision {
    /**
     * Hand it to the VTN.
     *
     * @param kind a word for counts
     */
    record Forward(VtnRequest request, String kind) implements UplinkDecision {}

    /**
     * Answer it here, in the place of the VTN, which never hears of it.
     *
     * @param reason a reason code, for the operator
     */
    record Answer(OpenAdrExchange exchange, String reason) implements UplinkDecision {}

    /**
     * Refuse it for good.
     *
     * @param reason a reason code: what the receipt says
     */
    record Refuse(String reason) implements UplinkDecision {}
}
