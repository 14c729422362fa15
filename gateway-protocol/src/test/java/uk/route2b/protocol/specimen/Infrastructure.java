package uk.route2b.protocol.specimen;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import uk.route2b.protocol.octets.Octets;

/** A root, an issuing authority, and end entities of each profile, for the year 2026. */
public final class Infrastructure {
    public static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    public static final Octets ROOT_NAME = CertificateDraft.name("root");
    public static final Octets ISSUING_NAME = CertificateDraft.name("issuing");
    public static final KeyPair ROOT_KEY = Keys.p256();
    public static final KeyPair ISSUING_KEY = Keys.p256();
    public static final X509Certificate ROOT = root().sign(ROOT_KEY);
    public static final X509Certificate ISSUING = issuing().sign(ROOT_KEY);
    /** Serial number 00-DB-12-34-56-78-90-C1 in a hardwareModuleName. */
    public static final Octets MODULE = module("0408", "00DB1234567890C1");

    private Infrastructure() {}

    public static CertificateDraft root() {
        return CertificateDraft.of(
                ROOT_NAME,
                ROOT_NAME,
                ROOT_KEY.getPublic(),
                CertificateDraft.AUTHORITY_USE,
                CertificateDraft.authority(1));
    }

    public static CertificateDraft issuing() {
        return CertificateDraft.of(
                ISSUING_NAME,
                ROOT_NAME,
                ISSUING_KEY.getPublic(),
                CertificateDraft.AUTHORITY_USE,
                CertificateDraft.authority(0));
    }

    /** A DSRSP's: OU 08 and the entity identifier 90-B3-D5-1F-30-01-00-08. */
    public static CertificateDraft organisation(PublicKey key) {
        Octets name = CertificateDraft.name(
                CertificateDraft.attribute("55040B", CertificateDraft.element(0x0C, Octets.ofText("08"))),
                CertificateDraft.attribute("55042D", Octets.ofHex("03090090B3D51F30010008")));
        return CertificateDraft.of(name, ISSUING_NAME, key, CertificateDraft.SIGNATURE_USE);
    }

    /** A CEM's: no subject, and a hardwareModuleName. */
    public static CertificateDraft device(PublicKey key) {
        return CertificateDraft.of(CertificateDraft.name(), ISSUING_NAME, key, CertificateDraft.SIGNATURE_USE, MODULE);
    }

    /** A hardwareModuleName whose serial number has this head and these octets. */
    public static Octets module(String head, String serial) {
        Octets module =
                CertificateDraft.element(0x30, Octets.ofHex("06032A0304"), Octets.ofHex(head), Octets.ofHex(serial));
        Octets name = CertificateDraft.element(
                0xA0, Octets.ofHex("06082B06010505070804"), CertificateDraft.element(0xA0, module));
        return CertificateDraft.extension("551D11", true, CertificateDraft.element(0x30, name));
    }
}
