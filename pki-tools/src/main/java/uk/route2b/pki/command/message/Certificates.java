package uk.route2b.pki.command.message;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * The certificates given to a verification. A message names only its originator, which may own several of them.
 *
 * @param signing those whose key may sign
 * @param other those whose key may not, kept to say so
 */
record Certificates(List<SmkiCertificate> signing, List<SmkiCertificate> other) {
    private static final int MOST = 1024 * 1024;

    /** Reads every certificate of every file, PEM or DER. */
    static Certificates read(List<String> files, Console console) {
        List<SmkiCertificate> signing = new ArrayList<>();
        List<SmkiCertificate> other = new ArrayList<>();
        for (String file : files) {
            for (SmkiCertificate certificate : read(file, console)) {
                (certificate.use() == KeyUse.DIGITAL_SIGNATURE ? signing : other).add(certificate);
            }
        }
        return new Certificates(List.copyOf(signing), List.copyOf(other));
    }

    private static List<SmkiCertificate> read(String file, Console console) {
        try {
            List<SmkiCertificate> certificates = new ArrayList<>();
            for (X509Certificate certificate :
                    KeyFiles.certificates(Octets.of(new InputFile(file).read(console, MOST)))) {
                certificates.add(SmkiCertificate.read(certificate));
            }
            return certificates;
        } catch (MalformedException malformed) {
            throw new CommandFailure(
                    ExitCode.INPUT, file, malformed.getMessage(), "give an SMKI certificate in PEM or DER");
        }
    }

    /** Those whose key may have signed for {@code originator}. */
    List<SmkiCertificate> signersOf(EntityIdentifier originator) {
        return naming(signing, originator);
    }

    /** Whether {@code originator} is named only by certificates whose key must not sign. */
    boolean onlyOtherUse(EntityIdentifier originator) {
        return signersOf(originator).isEmpty() && !naming(other, originator).isEmpty();
    }

    private static List<SmkiCertificate> naming(List<SmkiCertificate> certificates, EntityIdentifier originator) {
        return certificates.stream()
                .filter(certificate ->
                        certificate.entity().filter(originator::equals).isPresent())
                .toList();
    }
}
