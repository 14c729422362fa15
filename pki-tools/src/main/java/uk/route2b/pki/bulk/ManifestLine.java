package uk.route2b.pki.bulk;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the manifest.
 *
 * @param name of the certificate
 * @param serial its serial number
 * @param sha256 of each file, by its ending
 */
record ManifestLine(String name, String serial, Map<String, String> sha256) {
    ManifestLine {
        sha256 = new LinkedHashMap<>(sha256);
    }
}
