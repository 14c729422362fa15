package uk.route2b.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.certificate.PemText;
import uk.route2b.protocol.certificate.RevocationLists;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.link.LinkTrust;

/**
 * The files that say whom to trust: authorities as PEM, and revocation lists as PEM or DER, which the JDK's certificate
 * factory reads.
 *
 * @param authorities root and issuing ones
 * @param lists any number of files, each with one list or more
 */
record TrustFiles(Path authorities, List<Path> lists) {
    private static final int MOST = 64 * 1024 * 1024;

    TrustFiles {
        lists = List.copyOf(lists);
    }

    /** Why the files do not do; names the file. */
    static final class BadFile extends Exception {
        private static final long serialVersionUID = 1L;

        BadFile(Path file, String why) {
            super(file + ": " + why);
        }
    }

    /** What stands in all of them, in their order. */
    List<Octets> read() throws BadFile {
        List<Octets> contents = new ArrayList<>();
        contents.add(read(authorities));
        for (Path list : lists) {
            contents.add(read(list));
        }
        return contents;
    }

    static Octets read(Path file) throws BadFile {
        try (var stream = Files.newInputStream(file)) {
            return Octets.of(stream.readNBytes(MOST));
        } catch (IOException unreadable) {
            throw new BadFile(
                    file, "it cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    /** Makes of {@code contents} what they say, whole or not at all. */
    LinkTrust trust(List<Octets> contents, Instant now) throws BadFile {
        List<X509Certificate> trusted = authorities(contents.get(0));
        List<X509CRL> all = new ArrayList<>();
        for (int index = 0; index < lists.size(); index++) {
            all.addAll(lists(lists.get(index), contents.get(index + 1), trusted));
        }
        return LinkTrust.of(trusted, RevocationLists.of(all), now)
                .orElseThrow(() -> new BadFile(authorities, "every authority in it is revoked"));
    }

    List<X509Certificate> authorities(Octets content) throws BadFile {
        try {
            List<X509Certificate> certificates = PemText.certificates(content);
            if (certificates.isEmpty() || !certificates.stream().allMatch(TrustAnchors::authority)) {
                throw new BadFile(authorities, "it holds none, or a certificate that is no authority's");
            }
            return certificates;
        } catch (MalformedException broken) {
            throw new BadFile(authorities, "it holds no certificate: " + broken.getMessage());
        }
    }

    static List<X509CRL> lists(Path file, Octets content, List<X509Certificate> trusted) throws BadFile {
        List<X509CRL> found = new ArrayList<>();
        try {
            for (CRL list :
                    CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(content.toArray()))) {
                found.add((X509CRL) list);
            }
        } catch (GeneralSecurityException broken) {
            throw new BadFile(file, "it holds no revocation list: " + broken.getMessage());
        }
        if (found.isEmpty()) {
            throw new BadFile(file, "it holds no revocation list");
        }
        for (X509CRL list : found) {
            check(file, list, trusted);
        }
        return found;
    }

    /**
     * A list of an authority that is not among the trusted ones is kept: it may be of one that comes in chains, or of
     * one that has just been removed. One that is of a trusted name and not of its key is forged.
     */
    private static void check(Path file, X509CRL list, List<X509Certificate> trusted) throws BadFile {
        if (list.getNextUpdate() == null) {
            throw new BadFile(file, "a list in it does not say until when it holds");
        }
        List<X509Certificate> named = trusted.stream()
                .filter(each -> each.getSubjectX500Principal().equals(list.getIssuerX500Principal()))
                .toList();
        if (!named.isEmpty() && named.stream().noneMatch(issuer -> isSigned(list, issuer))) {
            throw new BadFile(
                    file,
                    "a list in it is not signed by "
                            + list.getIssuerX500Principal().getName());
        }
    }

    private static boolean isSigned(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException forged) {
            return false;
        }
    }
}
