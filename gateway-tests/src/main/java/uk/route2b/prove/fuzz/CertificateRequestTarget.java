package uk.route2b.prove.fuzz;

import uk.route2b.pki.issue.CertificationRequest;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A certificate request, as a CEM sends it up to be enrolled. */
final class CertificateRequestTarget implements FuzzTarget {
    @Override
    public String name() {
        return "certificate-request";
    }

    @Override
    public void read(Octets input) throws MalformedException {
        CertificationRequest.read(input);
    }
}
