package uk.route2b.protocol.message;

import java.util.HexFormat;

/**
 * Two octets that say what a message is about, written as four hexadecimal digits: 0053 is ECS46a, 7F01 ours.
 *
 * @param value 0 to FFFF
 */
public record MessageCode(int value) {
    public MessageCode {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("a message code has two octets");
        }
    }

    /** Reads four hexadecimal digits of either case. */
    public static MessageCode parse(String digits) {
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
            throw new IllegalArgumentException("a message code has four hexadecimal digits, as in 7F01");
        }
        return new MessageCode(HexFormat.fromHexDigits(digits));
    }

    @Override
    public String toString() {
        return String.format("%04X", value);
    }
}
