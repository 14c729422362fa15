package uk.route2b.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Sign, verify, encode and decode one message. */
@SuppressWarnings("NullAway.Init") // JMH calls prepare first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MessageBenchmark {
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");

    /** Octets of the payload. */
    @Param({"1000", "16000"})
    public int payload;

    private final Provider bouncyCastle = new BouncyCastleProvider();
    private KeyPair key;
    private MessageSigner signer;
    private UnsignedMessage unsigned;
    private SignedMessage signed;

    @Setup
    public void prepare() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        key = generator.generateKeyPair();
        signer = Ecdsa.signer(key.getPrivate());
        GroupingHeader header = GroupingHeader.of(CraFlag.COMMAND, 1, DSRSP, CEM, PrivateMessageCode.OPENADR.code());
        unsigned = UnsignedMessage.of(header, Content.plain(ContentFormat.XML, Payload.ofSize(payload)));
        signed = unsigned.sign(signer);
    }

    @Benchmark
    public SignedMessage sign() {
        return unsigned.sign(signer);
    }

    @Benchmark
    public boolean verifyByThePlatform() {
        return Ecdsa.PLATFORM.verifies(signed.signedOctets(), signed.signature(), key.getPublic());
    }

    @Benchmark
    public boolean verifyByBouncyCastle() {
        return Ecdsa.by(bouncyCastle).verifies(signed.signedOctets(), signed.signature(), key.getPublic());
    }

    @Benchmark
    public Octets encode() {
        return unsigned.signedOctets();
    }

    @Benchmark
    public SignedMessage decode() throws MalformedException {
        return SignedMessageReader.DEFAULT.read(signed.octets());
    }
}
