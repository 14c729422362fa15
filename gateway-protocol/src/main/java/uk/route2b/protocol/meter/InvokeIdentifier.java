package uk.route2b.protocol.meter;

import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/** The long-invoke-id-and-priority of DLMS as GBCS fills it: 20, and the lowest 24 bits of the originator counter. */
final class InvokeIdentifier {
    static final int SIZE = 4;
    private static final int PRIORITY = 0x20;

    private InvokeIdentifier() {}

    static Octets of(long counter) {
        return new OctetWriter()
                .octet(PRIORITY)
                .octet((int) (counter >>> 16))
                .two((int) counter)
                .written();
    }
}
