package uk.route2b.pki.command.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.RemotePartyMessage;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * What a verification found about one file; its keys are the JSON that other programs read.
 *
 * @param reason why not, as a reason code; null where the signature verified
 * @param cra command, response or alert; this and all that follows is null where the octets are no message
 * @param counter in decimal
 */
record Verdict(
        String file,
        boolean verified,
        @Nullable String reason,
        @Nullable String cra,
        @Nullable String counter,
        @Nullable String originator,
        @Nullable String target,
        @Nullable String code) {
    private static final SignedMessageReader READER = SignedMessageReader.DEFAULT;

    static Verdict of(String file, Octets octets, Certificates certificates, Ecdsa ecdsa) {
        try {
            SignedMessage message = RemotePartyMessage.read(octets, READER).message();
            return of(file, message.header(), reason(message, certificates, ecdsa));
        } catch (MalformedException malformed) {
            return unreadable(file, String.valueOf(malformed.getMessage()));
        }
    }

    /** Of what is no message. */
    static Verdict unreadable(String file, String reason) {
        return new Verdict(file, false, reason, null, null, null, null, null);
    }

    private static Verdict of(String file, GroupingHeader header, @Nullable String reason) {
        return new Verdict(
                file,
                reason == null,
                reason,
                header.cra().name().toLowerCase(Locale.ROOT),
                header.counterText(),
                header.originator().toString(),
                header.target().toString(),
                header.code().toString());
    }

    private static @Nullable String reason(SignedMessage message, Certificates certificates, Ecdsa ecdsa) {
        var originator = message.header().originator();
        if (message.signature().isEmpty()) {
            return "no-signature: protected by a MAC alone, or a pre-command";
        }
        if (certificates.onlyOtherUse(originator)) {
            return "key-use: the originator's certificates given are not for digital signature";
        }
        if (certificates.signersOf(originator).isEmpty()) {
            return "no-certificate: none of those given names the originator";
        }
        boolean verified = certificates.signersOf(originator).stream()
                .anyMatch(certificate -> ecdsa.verifies(
                        message.signedOctets(),
                        message.signature(),
                        certificate.x509().getPublicKey()));
        return verified ? null : "signature: by none of the originator's keys given";
    }

    /** One line for a person. */
    String line() {
        String about = code == null
                ? ""
                : " (" + cra + " " + code + ", counter " + counter + ", from " + originator + " to " + target + ")";
        return file + ": " + (verified ? "verified" : "not verified, " + reason) + about;
    }
}
