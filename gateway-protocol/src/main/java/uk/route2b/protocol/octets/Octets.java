package uk.route2b.protocol.octets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of octets with content equality.
 *
 * <p>Arrays inside records compare by identity and can be changed by whoever holds them; this value can not.
 */
public final class Octets {
    /** No octets at all. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    private static final int SHOWN = 16;
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private final byte[] value;

    private Octets(byte[] value) {
        this.value = value;
    }

    /** Copies {@code value}. */
    public static Octets of(byte... value) {
        return new Octets(value.clone());
    }

    /** Reads hexadecimal digits of either case. */
    public static Octets ofHex(String hex) {
        return new Octets(HexFormat.of().parseHex(hex));
    }

    /** The UTF-8 form of {@code text}. */
    public static Octets ofText(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All of {@code parts}, one after the other. */
    public static Octets concat(Octets... parts) {
        OctetWriter writer = new OctetWriter();
        for (Octets part : parts) {
            writer.put(part);
        }
        return writer.written();
    }

    /** How many octets. */
    public int size() {
        return value.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return value.length == 0;
    }

    /** The octet at {@code index}, 0 to 255. */
    public int at(int index) {
        return value[index] & 0xFF;
    }

    /** The octets from {@code from} up to, not including, {@code to}. */
    public Octets slice(int from, int to) {
        if (from < 0 || to < from || to > value.length) {
            throw new IndexOutOfBoundsException("octets " + from + " to " + to + " of " + value.length);
        }
        return new Octets(Arrays.copyOfRange(value, from, to));
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return value.clone();
    }

    /** Read as UTF-8; octets that are not UTF-8 become replacement characters, so this is for people. */
    public String text() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** Upper-case hexadecimal digits, all of them. */
    public String hex() {
        return UPPER.formatHex(value);
    }

    /** Their SHA-256. */
    public Octets sha256() {
        try {
            return new Octets(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** Size and the first octets: a log line must not carry a whole payload. */
    @Override
    public String toString() {
        int shown = Math.min(SHOWN, value.length);
        return value.length + " octets " + UPPER.formatHex(value, 0, shown) + (shown < value.length ? "…" : "");
    }
}
