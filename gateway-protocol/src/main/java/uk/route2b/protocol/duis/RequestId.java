package uk.route2b.protocol.duis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * What identifies a request, or with the identifiers swapped its response: {@code originator:target:counter}.
 *
 * @param counter 64 bits unsigned; the DCC makes it the originator counter of the meter message
 */
public record RequestId(EntityIdentifier originator, EntityIdentifier target, long counter) {
    private static final String ENTITY = "((?:[A-Fa-f0-9]{2}-){7}[A-Fa-f0-9]{2})";
    private static final Pattern FORM = Pattern.compile(ENTITY + ":" + ENTITY + ":(0|[1-9][0-9]{0,19})");

    /**
     * Reads identifiers of either case.
     *
     * @throws IllegalArgumentException if {@code text} has another form or the counter more than 64 bits
     */
    public static RequestId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a request identifier is ORIGINATOR:TARGET:COUNTER, identifiers with hyphens, counter in decimal");
        }
        return new RequestId(
                EntityIdentifier.parse(matcher.group(1)),
                EntityIdentifier.parse(matcher.group(2)),
                Long.parseUnsignedLong(matcher.group(3)));
    }

    /** The identifier of the response. */
    public RequestId response() {
        return new RequestId(/* originator= */ target, /* target= */ originator, counter);
    }

    @Override
    public String toString() {
        return originator + ":" + target + ":" + Long.toUnsignedString(counter);
    }
}
