package uk.route2b.protocol.message;

import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;

/** Command, response or alert: the octet before the originator counter. */
public enum CraFlag {
    /** DSRSP to CEM. */
    COMMAND(1),
    /** The answer to either of the others: identifiers swapped, counter echoed. */
    RESPONSE(2),
    /** CEM to DSRSP. */
    ALERT(3);

    private final int octet;

    CraFlag(int octet) {
        this.octet = octet;
    }

    public int octet() {
        return octet;
    }

    static CraFlag of(int octet, int offset) throws MalformedException {
        for (CraFlag flag : values()) {
            if (flag.octet == octet) {
                return flag;
            }
        }
        throw new MalformedException(Malformation.CRA, offset);
    }
}
