package uk.route2b.pki.authority;

import java.nio.file.Path;

/** The three authorities of a folder and their files. */
public enum Member {
    ROOT("root", "root"),
    ORGANISATION_CA("organisation-ca", "issuing authority for organisations"),
    DEVICE_CA("device-ca", "issuing authority for devices");

    private final String stem;
    private final String meaning;

    Member(String stem, String meaning) {
        this.stem = stem;
        this.meaning = meaning;
    }

    /** What a person calls it. */
    public String meaning() {
        return meaning;
    }

    /** Its certificate in PEM. */
    public Path certificate(Path folder) {
        return folder.resolve(stem + ".pem");
    }

    /** Its private key in PKCS#8 PEM. */
    public Path key(Path folder) {
        return folder.resolve(stem + ".key");
    }

    /** Its revocation list in PEM; the root's lists authorities, and is also called ARL. */
    public Path revocationList(Path folder) {
        return folder.resolve(stem + ".crl");
    }
}
