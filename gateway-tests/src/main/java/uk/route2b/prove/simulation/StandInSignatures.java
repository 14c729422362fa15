package uk.route2b.prove.simulation;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.octets.Octets;

/**
 * A cryptographic provider that stands in for ECDSA between the two ends of a simulation: a keyed hash of the same
 * length, which fails for every other octet and key as ECDSA does, takes a hundredth of the time, and is the same each
 * time, so that a run can be repeated. It knows the keys of its simulation and no others.
 */
final class StandInSignatures extends Provider {
    private static final long serialVersionUID = 1;
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    @SuppressWarnings("serial") // never serialised
    private final Map<Octets, StandInKey> byPublicKey = new HashMap<>();

    StandInSignatures() {
        super("Route2bSimulation", "1", "keyed hashes in the place of ECDSA, for keys of a simulation only");
        putService(new Keyed());
    }

    /** The same identity with a key that signs here. */
    IssuedIdentity adopt(IssuedIdentity identity) {
        Octets encoded = Octets.of(identity.certificate().getPublicKey().getEncoded());
        StandInKey key = new StandInKey(
                Octets.concat(Octets.ofText("simulation"), encoded).sha256());
        byPublicKey.put(encoded, key);
        return new IssuedIdentity(key, identity.chain());
    }

    private @Nullable StandInKey known(@Nullable Object key) {
        if (key instanceof StandInKey ours) {
            return ours;
        }
        return key instanceof PublicKey theirs ? byPublicKey.get(Octets.of(theirs.getEncoded())) : null;
    }

    private final class Keyed extends Service {
        Keyed() {
            super(
                    StandInSignatures.this,
                    "Signature",
                    ALGORITHM,
                    StandInSignature.class.getName(),
                    List.of(),
                    Map.of("SupportedKeyClasses", Key.class.getName()));
        }

        @Override
        public boolean supportsParameter(@Nullable Object key) {
            return known(key) != null;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) {
            return new StandInSignature(StandInSignatures.this);
        }
    }

    /** One signature, made or looked at. */
    static final class StandInSignature extends SignatureSpi {
        private final StandInSignatures keys;
        private final java.io.ByteArrayOutputStream octets = new java.io.ByteArrayOutputStream();
        private @Nullable StandInKey key;

        StandInSignature(StandInSignatures keys) {
            this.keys = keys;
        }

        private void begin(Key given) throws InvalidKeyException {
            key = keys.known(given);
            if (key == null) {
                throw new InvalidKeyException("not a key of this simulation");
            }
            octets.reset();
        }

        @Override
        protected void engineInitVerify(PublicKey given) throws InvalidKeyException {
            begin(given);
        }

        @Override
        protected void engineInitSign(PrivateKey given) throws InvalidKeyException {
            begin(given);
        }

        @Override
        protected void engineUpdate(byte octet) {
            octets.write(octet);
        }

        @Override
        protected void engineUpdate(byte[] more, int from, int length) {
            octets.write(more, from, length);
        }

        @Override
        protected byte[] engineSign() {
            return signature().toArray();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return signature().equals(Octets.of(signature));
        }

        private Octets signature() {
            return java.util.Objects.requireNonNull(key).sign(Octets.of(octets.toByteArray()));
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
