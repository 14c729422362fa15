package uk.route2b.pki.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import uk.route2b.protocol.octets.Octets;

/**
 * The files of one certificate.
 *
 * @param name what it is called, and its files begin with
 * @param serial serial number of the certificate in hexadecimal digits
 * @param files what stands in each file, by its ending
 */
public record BulkItem(String name, String serial, Map<String, Octets> files) {
    public BulkItem {
        files = new LinkedHashMap<>(files);
    }

    /** What the manifest says of it. */
    ManifestLine line() {
        Map<String, String> digests = new LinkedHashMap<>();
        files.forEach((ending, octets) -> digests.put(ending, octets.sha256().hex()));
        return new ManifestLine(name, serial, digests);
    }
}
