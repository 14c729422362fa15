package uk.route2b.server.cryptography;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.octets.Octets;

/**
 * Chooses who verifies signatures: Amazon Corretto, else Bouncy Castle, else the JDK, in the order of their speed
 * (design section 6). Each has to pass a self-test first. None is registered: the choice is an object, so the global
 * order of providers, and TLS with it, stays as it was.
 *
 * @param name for the log and the status page
 * @param ecdsa verifies with it
 */
public record CryptographicProviders(String name, Ecdsa ecdsa) {
    private static final Logger LOG = LoggerFactory.getLogger(CryptographicProviders.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    /** Tests the candidates and chooses the first that passes. */
    public static CryptographicProviders choose() {
        return choose(List.of(
                CryptographicProviders::corretto, () -> Optional.of(new BouncyCastleProvider()), Optional::empty));
    }

    /** The same among given candidates; one that gives nothing is passed over, and the JDK comes last. */
    static CryptographicProviders choose(List<Supplier<Optional<Provider>>> candidates) {
        for (Supplier<Optional<Provider>> candidate : candidates) {
            Optional<Provider> provider = candidate.get();
            if (provider.isPresent() && passes(Ecdsa.by(provider.get()))) {
                return chosen(
                        provider.get().getName() + " " + provider.get().getVersionStr(), Ecdsa.by(provider.get()));
            }
        }
        if (!passes(Ecdsa.PLATFORM)) {
            throw new IllegalStateException("this Java platform cannot verify an ECDSA signature; use another JDK");
        }
        return chosen("JDK", Ecdsa.PLATFORM);
    }

    private static CryptographicProviders chosen(String name, Ecdsa ecdsa) {
        LOG.info("signatures are verified by {}; TLS is the JDK's", name);
        return new CryptographicProviders(name, ecdsa);
    }

    /** Signs, verifies, and has to refuse the same signature with one bit flipped. */
    static boolean passes(Ecdsa ecdsa) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Octets text = Octets.ofText("route 2b self-test");
            Octets signature = Ecdsa.signer(pair.getPrivate()).sign(text);
            return ecdsa.verifies(text, signature, pair.getPublic())
                    && !ecdsa.verifies(text, flipped(signature), pair.getPublic());
        } catch (GeneralSecurityException | IllegalStateException failed) {
            LOG.warn("a cryptographic provider failed its self-test and is not used; the next one is tried", failed);
            return false;
        }
    }

    private static Octets flipped(Octets signature) {
        byte[] octets = signature.toArray();
        octets[octets.length - 1] ^= 1;
        return Octets.of(octets);
    }

    /** Its library is native, so it is used where it is present and loads, and not missed elsewhere. */
    private static Optional<Provider> corretto() {
        try {
            Class<?> type = Class.forName(CORRETTO);
            Provider provider = (Provider) type.getDeclaredConstructor().newInstance();
            type.getMethod("assertHealthy").invoke(provider);
            return Optional.of(provider);
        } catch (ClassNotFoundException absent) {
            LOG.debug("the Amazon Corretto provider is not on the class path");
        } catch (LinkageError | ReflectiveOperationException unusable) {
            LOG.warn("the Amazon Corretto provider is present but does not load here; the next one is used", unusable);
        }
        return Optional.empty();
    }
}
