package uk.route2b.prove.fuzz;

import java.util.List;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Files that the server reads again while it runs: revocation lists, and certificates of authorities. */
final class TrustFileTarget implements FuzzTarget {
    @Override
    public String name() {
        return "trust-file";
    }

    @Override
    public void read(Octets input) throws MalformedException {
        try {
            KeyFiles.revocationList(input);
        } catch (MalformedException noList) {
            for (var certificate : List.copyOf(KeyFiles.certificates(input))) {
                SmkiCertificate.read(certificate);
            }
        }
    }
}
