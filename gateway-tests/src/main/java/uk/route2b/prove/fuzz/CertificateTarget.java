package uk.route2b.prove.fuzz;

import uk.route2b.protocol.certificate.PemText;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A certificate in DER, or a file of them in PEM. */
final class CertificateTarget implements FuzzTarget {
    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public void read(Octets input) throws MalformedException {
        if (!input.isEmpty() && input.at(0) == '-') {
            for (var certificate : PemText.certificates(input)) {
                SmkiCertificate.read(certificate);
            }
            return;
        }
        SmkiCertificate.ofDer(input);
    }
}
