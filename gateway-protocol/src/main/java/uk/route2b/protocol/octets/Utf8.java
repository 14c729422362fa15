package uk.route2b.protocol.octets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 that refuses what is not UTF-8 instead of putting a replacement character in its place. */
public final class Utf8 {
    private Utf8() {}

    /** The text of {@code octets}. */
    public static String read(Octets octets) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets.toArray()))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new MalformedException(Malformation.TEXT, -1);
        }
    }
}
