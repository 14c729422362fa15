package uk.route2b.simulator.dcc;

/** What can go wrong at the DCC itself, beside what can go wrong on the way to a meter. */
public enum DccFault {
    /** Transform answers with an error code. */
    TRANSFORM_ERROR,
    /** Transform answers with a pre-command that says something else. */
    WRONG_PRE_COMMAND,
    /** Send answers with an error code, and sends nothing. */
    SEND_ERROR,
    /** A document of the DCC was changed after it was signed. */
    WRONG_XML_SIGNATURE,
    /** The response of another device comes in place of the meter's. */
    OTHER_DEVICE,
    /** The response or alert of a meter was changed after it was signed. */
    WRONG_SIGNATURE,
    /** The response of a meter comes twice. */
    RESPONSE_REPEAT
}
