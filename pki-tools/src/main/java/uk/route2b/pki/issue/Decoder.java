package uk.route2b.pki.issue;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.bouncycastle.pkcs.PKCSException;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;

/**
 * Somebody else's decoder at work on a stranger's octets.
 *
 * @param <T> what they are made into
 */
@FunctionalInterface
interface Decoder<T> {
    /** Makes a value of the octets, or throws whatever it likes. */
    T decode() throws IOException, GeneralSecurityException, PKCSException;

    /**
     * The value; whatever the decoder throws means that the octets are not what they should be. That includes running
     * out of stack: decoders of BER follow nesting with the stack, and a stranger can nest deeper than any stack.
     *
     * @param what it should have been
     */
    static <T> T decoded(String what, Decoder<T> decoder) throws MalformedException {
        try {
            return decoder.decode();
        } catch (IOException
                | GeneralSecurityException
                | PKCSException
                | RuntimeException
                | StackOverflowError unreadable) {
            throw new MalformedException(Malformation.CERTIFICATE, what);
        }
    }
}
