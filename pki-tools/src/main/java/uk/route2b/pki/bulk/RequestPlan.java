package uk.route2b.pki.bulk;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.CertificationRequest;
import uk.route2b.pki.issue.Pem;
import uk.route2b.protocol.octets.Octets;

/**
 * Certificates for keys in requests: NAME.pem for each request NAME.
 *
 * @param authority who issues
 * @param parameters what tells this run from others
 * @param names names of the requests
 * @param reader reads the request of a name, or fails
 * @param certifier certifies the key of the request of a name
 */
public record RequestPlan(
        Authority authority,
        Map<String, String> parameters,
        List<String> names,
        Function<String, CertificationRequest> reader,
        Certifier certifier)
        implements BulkPlan {
    /** Decides what the certificate for one request says. */
    @FunctionalInterface
    public interface Certifier {
        /** Certifies the key of {@code request}. */
        X509Certificate certify(String name, CertificationRequest request);
    }

    @Override
    public BulkItem make(int index) {
        String name = names.get(index);
        X509Certificate issued = certifier.certify(name, reader.apply(name));
        String text = Pem.text(List.of(issued, authority.certificate()));
        return new BulkItem(name, issued.getSerialNumber().toString(16), Map.of("pem", Octets.ofText(text)));
    }
}
