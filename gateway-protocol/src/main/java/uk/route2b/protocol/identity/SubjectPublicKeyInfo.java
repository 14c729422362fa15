package uk.route2b.protocol.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.Octets;

/**
 * Finds the key's own octets in its encoding.
 *
 * <pre>
 * 30 len                  SubjectPublicKeyInfo
 *   30 len …              algorithm
 *   03 len 00 key         BIT STRING; the key identifier hashes what follows the 00
 * </pre>
 */
final class SubjectPublicKeyInfo {
    private static final int SEQUENCE = 0x30;
    private static final int BIT_STRING = 0x03;
    private static final int MOST = 4096;

    private SubjectPublicKeyInfo() {}

    static Octets methodTwo(Octets encoded) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(keyOctets(encoded).toArray());
            byte[] low = Octets.of(digest)
                    .slice(digest.length - KeyIdentifier.SIZE, digest.length)
                    .toArray();
            low[0] = (byte) (0x40 | low[0] & 0x0F);
            return Octets.of(low);
        } catch (NoSuchAlgorithmException | MalformedException impossible) {
            throw new IllegalStateException("a Java public key without SubjectPublicKeyInfo, or no SHA-1", impossible);
        }
    }

    private static Octets keyOctets(Octets encoded) throws MalformedException {
        OctetReader reader = new OctetReader(encoded);
        reader.expect(SEQUENCE);
        reader.length(MOST);
        reader.expect(SEQUENCE);
        reader.take(reader.length(MOST));
        reader.expect(BIT_STRING);
        int length = reader.length(MOST);
        reader.expect(0);
        Octets key = reader.take(length - 1);
        reader.finish();
        return key;
    }
}
