package uk.route2b.simulator.dcc;

import uk.route2b.protocol.duis.ResponseCode;

/**
 * The error codes that this DCC answers with. The published schema lists the codes without their meanings, so which
 * code stands for what is our choice; a user can only rely on the letter E.
 */
final class ErrorCodes {
    /** The signer of the request is not its originator. */
    static final ResponseCode AUTHORISATION = new ResponseCode("E1");
    /** A service that this DCC has not. */
    static final ResponseCode SERVICE = new ResponseCode("E2");
    /** There is no such meter. */
    static final ResponseCode DEVICE = new ResponseCode("E4");
    /** The signed pre-command is not the one that its request says, or not signed by the Supplier. */
    static final ResponseCode PRE_COMMAND = new ResponseCode("E12");
    /** Another command is under way to the meter. */
    static final ResponseCode BUSY = new ResponseCode("E13");
    /** A fault that was asked for. */
    static final ResponseCode FAULT = new ResponseCode("E17");

    private ErrorCodes() {}
}
