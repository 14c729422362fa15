package uk.route2b.protocol.message;

import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * The part of a GBCS message that says from whom, to whom, what and with which counter.
 *
 * <pre>
 * DF                     tag, not signed; stands before the header
 * 09 CRA(1) counter(8)   command 01, response 02, alert 03; counter most significant octet first
 * 08 originator(8)
 * 08 target(8)
 * 00 | 0C date-time(12)  never in our messages
 * len other-information  message code (2), in meter messages possibly more
 * </pre>
 *
 * @param counter originator counter, 64 bits unsigned
 * @param dateTime empty, or twelve octets of DLMS date-time, kept as they came
 * @param otherInformation at least the message code
 */
public record GroupingHeader(
        CraFlag cra,
        long counter,
        EntityIdentifier originator,
        EntityIdentifier target,
        Octets dateTime,
        Octets otherInformation) {
    static final int DATE_TIME_SIZE = 12;
    static final int CODE_SIZE = 2;

    /** The header of a message of ours: no date-time, and nothing but the code as other information. */
    public static GroupingHeader of(
            CraFlag cra, long counter, EntityIdentifier originator, EntityIdentifier target, MessageCode code) {
        Octets other = new OctetWriter().two(code.value()).written();
        return new GroupingHeader(cra, counter, originator, target, Octets.EMPTY, other);
    }

    /** The header of the answer: same code, identifiers swapped, counter echoed. */
    public GroupingHeader answer() {
        return of(CraFlag.RESPONSE, counter, /* originator= */ target, /* target= */ originator, code());
    }

    /** The first two octets of other information. */
    public MessageCode code() {
        return new MessageCode(otherInformation.at(0) << 8 | otherInformation.at(1));
    }

    /** Whether the header has the form that all of our messages have. */
    public boolean hasOurForm() {
        return dateTime.isEmpty() && otherInformation.size() == CODE_SIZE;
    }

    /** The counter as people and JSON write it. */
    public String counterText() {
        return Long.toUnsignedString(counter);
    }

    void write(OctetWriter writer) {
        writer.octet(9).octet(cra.octet()).eight(counter);
        writer.octet(8).put(originator.octets()).octet(8).put(target.octets());
        writer.octet(dateTime.size()).put(dateTime);
        writer.length(otherInformation.size()).put(otherInformation);
    }
}
