package uk.route2b.protocol.specimen;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Octets in, reason out. */
public final class Malformed {
    private Malformed() {}

    /** Something that reads octets or text from outside. */
    @FunctionalInterface
    public interface Reading {
        Object read() throws MalformedException;
    }

    /** Fails unless {@code reading} is refused for {@code reason} at {@code offset}. */
    public static void refuses(Malformation reason, int offset, Reading reading) {
        MalformedException refusal = refusal(reading);
        if (refusal.reason() != reason || refusal.offset() != offset) {
            fail("expected " + reason + " at " + offset + ", got " + refusal.reason() + " at " + refusal.offset());
        }
    }

    /** Fails unless {@code reading} is refused for {@code reason}, wherever. */
    public static void refuses(Malformation reason, Reading reading) {
        MalformedException refusal = refusal(reading);
        if (refusal.reason() != reason) {
            fail("expected " + reason + ", got " + refusal.getMessage());
        }
    }

    /** Fails unless {@code reading} is refused because of the field {@code key}. */
    public static void refusesField(String key, Reading reading) {
        assertThatThrownBy(reading::read)
                .isInstanceOf(MalformedException.class)
                .hasMessage(Malformation.JSON_FIELD.code() + " in " + key + ": " + Malformation.JSON_FIELD.meaning());
    }

    public static MalformedException refusal(Reading reading) {
        try {
            Object read = reading.read();
            throw new AssertionError("read as " + read);
        } catch (MalformedException refusal) {
            return refusal;
        }
    }

    public static Octets hex(String hex) {
        return Octets.ofHex(hex.replace(" ", ""));
    }
}
