package uk.route2b.protocol.meter;

import uk.route2b.protocol.message.MessageCode;

/** The use cases of GBCS that route 2a needs, by their message codes. */
public enum UseCase {
    /** Set Auxiliary Controller Descriptions: a critical command of a Supplier, DUIS 6.14.1. */
    ECS46A(0x0053),
    /** Operational Update: an alert that a device signs. */
    ECS200(0x0123);

    private final MessageCode code;

    UseCase(int code) {
        this.code = new MessageCode(code);
    }

    public MessageCode code() {
        return code;
    }
}
