package uk.route2b.commandline.doctor;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at a certificate by itself: its time, what its key is for, its fingerprint. Who issued it is for others. */
public final class CertificateLook {
    private static final Duration SOON = Duration.ofDays(30);
    private static final int DIGITAL_SIGNATURE = 0;
    private static final List<String> USES = List.of(
            "digitalSignature",
            "nonRepudiation",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly",
            "decipherOnly");
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String ANY = "2.5.29.37.0";

    private final String about;
    private final X509Certificate certificate;
    private final Instant now;
    private final String renew;
    private final List<Diagnosis> found = new ArrayList<>();

    private CertificateLook(String about, X509Certificate certificate, Instant now, String renew) {
        this.about = about;
        this.certificate = certificate;
        this.now = now;
        this.renew = renew;
    }

    /**
     * What it says and whether it holds.
     *
     * @param about whose it is, for the report
     * @param now the moment for which it has to hold
     * @param renew how a new one is had
     */
    public static List<Diagnosis> at(String about, X509Certificate certificate, Instant now, String renew) {
        CertificateLook look = new CertificateLook(about, certificate, now, renew);
        look.describe();
        look.time();
        return List.copyOf(look.found);
    }

    /** The same for one that is shown as a TLS client, and so has to be for that. */
    public static List<Diagnosis> asClient(String about, X509Certificate certificate, Instant now, String renew) {
        CertificateLook look = new CertificateLook(about, certificate, now, renew);
        look.describe();
        look.time();
        look.clientUse();
        return List.copyOf(look.found);
    }

    private void describe() {
        found.add(Diagnosis.fact(
                about,
                name() + ", issued by " + certificate.getIssuerX500Principal().getName() + ", from "
                        + certificate.getNotBefore().toInstant() + " until " + end() + ", key use "
                        + uses(certificate)));
        found.add(Diagnosis.fact(about, "fingerprint " + OpenAdrFingerprint.of(certificate)));
    }

    private String name() {
        String name = certificate.getSubjectX500Principal().getName();
        return name.isEmpty() ? "no subject name" : name;
    }

    private Instant end() {
        return certificate.getNotAfter().toInstant();
    }

    private void time() {
        if (now.isAfter(end())) {
            fault("it expired on " + end(), "its time is over, or this machine's clock (" + now + ") is wrong", renew);
        } else if (now.isBefore(certificate.getNotBefore().toInstant())) {
            fault(
                    "it does not hold before " + certificate.getNotBefore().toInstant(),
                    "this machine's clock says " + now,
                    "set the clock; if it is right, wait");
        } else if (now.plus(SOON).isAfter(end())) {
            found.add(Diagnosis.warning(about, "it expires on " + end(), "less than 30 days are left", renew));
        }
    }

    private void clientUse() {
        boolean[] usage = certificate.getKeyUsage();
        List<String> extended = extended(certificate);
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            fault(
                    "its key may not sign",
                    "its key use is " + uses(certificate) + ", and a TLS client has to sign",
                    "have one issued with key use digitalSignature; the key agreement key of a pair is the wrong one");
        } else if (!extended.isEmpty() && !extended.contains(CLIENT) && !extended.contains(ANY)) {
            fault(
                    "it is not for a TLS client",
                    "its extended key use is " + extended + ", without clientAuth",
                    "have one issued with extended key use clientAuth");
        }
    }

    private void fault(String says, String cause, String remedy) {
        found.add(Diagnosis.fault(about, says, cause, remedy));
    }

    /** What the key is for, in the words of X.509. */
    public static String uses(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null) {
            return "not restricted";
        }
        List<String> named = new ArrayList<>();
        for (int bit = 0; bit < usage.length && bit < USES.size(); bit++) {
            if (usage[bit]) {
                named.add(USES.get(bit));
            }
        }
        return String.join(" and ", named);
    }

    private static List<String> extended(X509Certificate certificate) {
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            return extended == null ? List.of() : extended;
        } catch (CertificateParsingException unreadable) {
            return List.of("unreadable");
        }
    }
}
