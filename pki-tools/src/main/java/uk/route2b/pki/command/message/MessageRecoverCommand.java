package uk.route2b.pki.command.message;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** {@code message recover}. */
@Command(
        name = "recover",
        description = {
            "Signs, with the offline recovery key, that a message certificate takes the place of all others of a DSRSP:"
                    + " one message for each CEM, as an order for its gateway.",
            "A gateway refuses a counter that is not above all it has used, so give it the order at once."
        },
        footer = {
            "%nExample:%n",
            "  route2b message recover --key recovery.key --recovery recovery.pem \\",
            "    --originator 90-B3-D5-1F-30-01-00-08 --certificate next.pem \\",
            "    --counter $(date +%%s)000 --target 00-DB-12-34-56-78-90-C1 > order.json",
            "  curl -s -H 'Content-Type: application/json' --data @order.json http://127.0.0.1:8445/recovery"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class MessageRecoverCommand implements Callable<Integer> {
    private static final int KEY_MOST = 64 * 1024;
    private static final int TARGETS_MOST = 1000;

    private final Console console;

    @Option(names = "--key", paramLabel = "KEY", required = true, description = "The recovery key, PKCS#8.")
    private String key;

    @Option(names = "--recovery", paramLabel = "PEM", required = true, description = "The certificate of that key.")
    private String recovery;

    @Option(
            names = "--certificate",
            paramLabel = "PEM",
            required = true,
            description = "The message certificate that the CEMs shall accept from then on.")
    private String certificate;

    @Option(names = "--originator", paramLabel = "EUI", required = true, description = "The DSRSP.")
    private EntityIdentifier originator;

    @Option(
            names = "--target",
            paramLabel = "EUI",
            required = true,
            description = "A CEM; as often as there are, at most " + TARGETS_MOST + " in one order.")
    private List<EntityIdentifier> targets;

    @Option(
            names = "--counter",
            paramLabel = "N",
            required = true,
            description = "Counter of each message: milliseconds since 1970, now.")
    private long counter;

    public MessageRecoverCommand(Console console) {
        this.console = console;
    }

    /** What the gateway takes; octets in Base64. */
    private record Order(String dsrsp, String certificate, List<String> messages) {}

    @Override
    public Integer call() {
        LinkedHashSet<EntityIdentifier> each = new LinkedHashSet<>(targets);
        if (each.size() > TARGETS_MOST) {
            throw usage("--target", "more than " + TARGETS_MOST + " are too many for one order");
        }
        X509Certificate own = certificate(recovery);
        MessageSigner signer = signer(own);
        Content content = Content.plain(ContentFormat.DER, der(certificate(certificate)));
        List<String> messages = new ArrayList<>();
        each.forEach(target ->
                messages.add(base64(message(target, content).sign(signer).octets())));
        console.out().println(JsonOutput.text(new Order(originator.toString(), base64(der(own)), messages)));
        return ExitCode.DONE.number();
    }

    private UnsignedMessage message(EntityIdentifier target, Content content) {
        return UnsignedMessage.of(
                GroupingHeader.of(CraFlag.COMMAND, counter, originator, target, PrivateMessageCode.CREDENTIALS.code()),
                content);
    }

    private X509Certificate certificate(String file) {
        try {
            List<X509Certificate> chain = KeyFiles.certificates(Octets.of(new InputFile(file).read(console, KEY_MOST)));
            SmkiCertificate.read(chain.get(0));
            return chain.get(0);
        } catch (MalformedException unreadable) {
            throw new CommandFailure(
                    ExitCode.INPUT, file, unreadable.getMessage(), "give an SMKI certificate in PEM or DER");
        }
    }

    private static Octets der(X509Certificate certificate) {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (java.security.cert.CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read has an encoding", impossible);
        }
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }

    private MessageSigner signer(X509Certificate own) {
        try {
            PrivateKey recoveryKey = KeyFiles.privateKey(Octets.of(new InputFile(key).read(console, KEY_MOST)));
            MessageSigner signer = Ecdsa.signer(recoveryKey);
            requireFit(signer, own);
            return signer;
        } catch (MalformedException unreadable) {
            throw new CommandFailure(
                    ExitCode.KEY, key, "it holds no unencrypted PKCS#8 key on P-256", "route2b pki issue makes one");
        }
    }

    /** A fleet that was told by the wrong key has heard nothing, and its gateway would wait for answers. */
    private void requireFit(MessageSigner signer, X509Certificate own) {
        Octets probe = Octets.ofText(KeyIdentifier.of(own.getPublicKey()).toString());
        if (!Ecdsa.PLATFORM.verifies(probe, signer.sign(probe), own.getPublicKey())) {
            throw new CommandFailure(
                    ExitCode.KEY,
                    key,
                    "it is not the key of " + recovery,
                    "give the key and the certificate of one pair");
        }
    }

    private static CommandFailure usage(String option, String why) {
        return new CommandFailure(ExitCode.USAGE, option, why, "route2b message recover --help");
    }
}
