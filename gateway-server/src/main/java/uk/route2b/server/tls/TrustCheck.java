package uk.route2b.server.tls;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.certificate.RevocationLists;
import uk.route2b.server.register.RegisterFinding;

/**
 * What is wrong with the revocation lists of a configuration: what would stop a start, and what a start lets pass
 * although it will refuse CEMs, or nobody. For {@code server check}.
 */
public final class TrustCheck {
    private static final String FRESH = "publish a fresh list, or take it out of revocationLists";

    private final TrustFiles files;
    private final Instant now;
    private final List<RegisterFinding> findings = new ArrayList<>();

    private TrustCheck(TrustFiles files, Instant now) {
        this.files = files;
        this.now = now;
    }

    /** Reads the files; authorities that cannot be read are a finding of the register, and none here. */
    public static List<RegisterFinding> check(Path authorities, List<Path> lists, Instant now) {
        TrustCheck check = new TrustCheck(new TrustFiles(authorities, lists), now);
        check.run();
        return List.copyOf(check.findings);
    }

    private void run() {
        List<X509Certificate> trusted;
        try {
            trusted = files.authorities(TrustFiles.read(files.authorities()));
        } catch (TrustFiles.BadFile found) {
            return;
        }
        List<X509CRL> all = new ArrayList<>();
        files.lists().forEach(file -> all.addAll(lists(file, trusted)));
        trusted.forEach(issuer -> lookAt(issuer, all));
        if (findings.isEmpty()) {
            requireTrust();
        }
    }

    private List<X509CRL> lists(Path file, List<X509Certificate> trusted) {
        try {
            List<X509CRL> lists = TrustFiles.lists(file, TrustFiles.read(file), trusted);
            lists.stream()
                    .filter(list -> trusted.stream().noneMatch(issuer -> isOf(list, issuer)))
                    .forEach(list -> add(
                            file.toString(),
                            "a list in it is of "
                                    + list.getIssuerX500Principal().getName()
                                    + ", which is none of the authorities in trust: it revokes nothing of theirs",
                            "put the list of an authority in trust there, or that authority into trust"));
            return lists;
        } catch (TrustFiles.BadFile bad) {
            add(
                    "revocationLists",
                    String.valueOf(bad.getMessage()),
                    "correct the file: with it the server does not start");
            return List.of();
        }
    }

    /** One good list of an issuer is enough; with none that holds all that it issued is refused. */
    private void lookAt(X509Certificate issuer, List<X509CRL> all) {
        List<X509CRL> own = all.stream().filter(list -> isOf(list, issuer)).toList();
        if (own.isEmpty() || own.stream().anyMatch(list -> RevocationLists.holds(list, issuer, now))) {
            return;
        }
        Instant next = own.stream()
                .map(list -> list.getNextUpdate().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
        String why = next.isBefore(now)
                ? "no list of it holds: the newest was to be replaced by " + next
                : "no list of it holds: it begins later, has no number or a critical extension, or its issuer may not"
                        + " sign lists";
        add(
                issuer.getSubjectX500Principal().getName(),
                why + "; all that it issued is refused (revocation-unknown)",
                FRESH);
    }

    private void requireTrust() {
        try {
            files.trust(files.read(), now);
        } catch (TrustFiles.BadFile bad) {
            add("trust", String.valueOf(bad.getMessage()), "correct trust or revocationLists");
        }
    }

    private static boolean isOf(X509CRL list, X509Certificate issuer) {
        return list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    }

    private void add(String subject, String problem, String remedy) {
        findings.add(new RegisterFinding(0, subject, problem, remedy));
    }
}
