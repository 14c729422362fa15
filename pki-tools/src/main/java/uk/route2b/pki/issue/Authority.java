package uk.route2b.pki.issue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import uk.route2b.pki.lint.Finding;
import uk.route2b.pki.lint.Level;
import uk.route2b.pki.lint.Lint;
import uk.route2b.pki.profile.Profile;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/**
 * One certificate authority: its certificate, its key, and what it issues. Safe for use by several threads.
 *
 * <p>Nothing that it issues is stored here; whoever embeds it keeps what has to be kept.
 */
public final class Authority {
    private static final int ORGANISATION_YEARS = 10;

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final PrivateKey throwAwayKey;
    private final InstantSource clock;
    private final SecureRandom random;
    private final SerialNumbers serials;
    private final Lint lint;

    /**
     * @param certificate an authority's certificate
     * @param key its private key, which may be held by hardware
     * @param clock for the first and last day of what is issued
     * @param random for serial numbers and fresh keys
     */
    public Authority(X509Certificate certificate, PrivateKey key, InstantSource clock, SecureRandom random) {
        this(certificate, key, Cryptography.keyPair(random).getPrivate(), clock, random);
    }

    private Authority(
            X509Certificate certificate,
            PrivateKey key,
            PrivateKey throwAwayKey,
            InstantSource clock,
            SecureRandom random) {
        this.certificate = certificate;
        this.key = key;
        this.throwAwayKey = throwAwayKey;
        this.clock = clock;
        this.random = random;
        this.serials = new SerialNumbers(random);
        this.lint = lint(certificate);
    }

    /** The same authority with keys and serial numbers from {@code other} chance. */
    public Authority with(SecureRandom other) {
        return new Authority(certificate, key, throwAwayKey, clock, other);
    }

    /** A new root. */
    static Authority root(String name, Validity validity, InstantSource clock, SecureRandom random) {
        KeyPair pair = Cryptography.keyPair(random);
        Subject subject = Subject.authority(Profile.ROOT.role(), name);
        Draft draft = new Draft(Profile.ROOT, subject, pair.getPublic(), validity);
        KeyIdentifier itself = KeyIdentifier.of(pair.getPublic());
        X509Certificate certificate = CertificateWriter.write(
                draft, subject.name(), itself, new SerialNumbers(random).next(), new SigningKey(pair.getPrivate()));
        requireClean(lint(certificate).certificate(certificate));
        return new Authority(certificate, pair.getPrivate(), clock, random);
    }

    /** A new authority under this one. */
    Authority issuing(Profile profile, String name, Validity validity) {
        KeyPair pair = Cryptography.keyPair(random);
        Draft draft = new Draft(profile, Subject.authority(profile.role(), name), pair.getPublic(), validity);
        return new Authority(issue(draft), pair.getPrivate(), clock, random);
    }

    /** A fresh P-256 key pair, as fresh as the chance that this authority was made with. */
    public KeyPair freshKey() {
        return Cryptography.keyPair(random);
    }

    /** From shortly before now for {@code days}. */
    public Validity days(int days) {
        return Validity.of(clock.instant(), Duration.ofDays(days));
    }

    /** What an organisation's certificate lasts unless one asks for another time: ten years. */
    public Validity organisationValidity() {
        return Validity.ofYears(clock.instant(), ORGANISATION_YEARS);
    }

    /** What a device's certificate lasts unless one asks for another time: for ever. */
    public Validity deviceValidity() {
        return Validity.withoutEnd(clock.instant());
    }

    /** Whether {@code other} was signed by this authority's key. */
    public boolean issued(X509Certificate other) {
        try {
            other.verify(certificate.getPublicKey(), Cryptography.BOUNCY_CASTLE);
            return other.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public PrivateKey key() {
        return key;
    }

    /** Certifies a fresh key of an organisation for ten years, or as long as this authority lasts. */
    public IssuedIdentity organisation(RemotePartyRole role, EntityIdentifier entity, KeyUse use) {
        return organisation(role, entity, use, organisationValidity());
    }

    /** The same with dates of one's own, which may lie in the past. */
    public IssuedIdentity organisation(RemotePartyRole role, EntityIdentifier entity, KeyUse use, Validity validity) {
        KeyPair pair = Cryptography.keyPair(random);
        return identity(pair, certifyOrganisation(role, entity, use, pair.getPublic(), validity));
    }

    /** Certifies a fresh key of a device, without end. */
    public IssuedIdentity device(EntityIdentifier entity, KeyUse use) {
        return device(entity, use, deviceValidity());
    }

    /** The same with dates of one's own, which may lie in the past. */
    public IssuedIdentity device(EntityIdentifier entity, KeyUse use, Validity validity) {
        KeyPair pair = Cryptography.keyPair(random);
        return identity(pair, certifyDevice(entity, use, pair.getPublic(), validity));
    }

    /** Certifies an organisation's key, of which its holder has proved possession. */
    public X509Certificate certifyOrganisation(
            RemotePartyRole role, EntityIdentifier entity, KeyUse use, PublicKey key, Validity validity) {
        Profile profile = profile(CertificateKind.ORGANISATION, use, Optional.of(role));
        return issue(Draft.organisation(profile, role, entity, Optional.empty(), key, validity));
    }

    /** Certifies a device's key, of which its holder has proved possession. */
    public X509Certificate certifyDevice(EntityIdentifier entity, KeyUse use, PublicKey key, Validity validity) {
        return issue(Draft.device(profile(CertificateKind.DEVICE, use, Optional.empty()), entity, key, validity));
    }

    /**
     * Certifies {@code key} with all that {@code before} says; an organisation's common name is not taken over.
     *
     * @throws IllegalArgumentException if {@code before} is neither an organisation's nor a device's
     */
    public X509Certificate renew(SmkiCertificate before, PublicKey renewed, Validity validity) {
        EntityIdentifier entity = before.entity()
                .orElseThrow(() -> new IllegalArgumentException("only what names an entity can be renewed"));
        if (before.kind() == CertificateKind.DEVICE) {
            return certifyDevice(entity, before.use(), renewed, validity);
        }
        RemotePartyRole role = before.role()
                .orElseThrow(() -> new IllegalArgumentException("only an organisation with a role can be renewed"));
        return certifyOrganisation(role, entity, before.use(), renewed, validity);
    }

    /**
     * Signs a revocation list.
     *
     * @param validity this update and next update; the next one is never left out
     */
    public X509CRL revocationList(RevocationList list, Validity validity) {
        return RevocationListWriter.write(list, validity, name(), keyIdentifier(), new SigningKey(key));
    }

    /** Linted twice: before the real key signs, with a key that is thrown away, and after. */
    private X509Certificate issue(Draft draft) {
        Draft cut = new Draft(
                draft.profile(), draft.subject(), draft.key(), draft.validity().within(validity()));
        BigInteger serial = serials.next();
        requireClean(lint.unsigned(write(cut, serial, throwAwayKey)));
        X509Certificate issued = write(cut, serial, key);
        requireClean(lint.certificate(issued));
        return issued;
    }

    private X509Certificate write(Draft draft, BigInteger serial, PrivateKey signer) {
        return CertificateWriter.write(draft, name(), keyIdentifier(), serial, new SigningKey(signer));
    }

    private static Lint lint(X509Certificate issuer) {
        return new Lint(Cryptography.BOUNCY_CASTLE, Set.of(), List.of(issuer));
    }

    private static void requireClean(List<Finding> findings) {
        findings.stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .findFirst()
                .ifPresent(finding -> {
                    throw new IllegalArgumentException(
                            "not issued, it breaks " + finding.rule() + ": " + finding.text());
                });
    }

    private X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private KeyIdentifier keyIdentifier() {
        return KeyIdentifier.of(certificate.getPublicKey());
    }

    private Validity validity() {
        return new Validity(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private IssuedIdentity identity(KeyPair pair, X509Certificate issued) {
        return new IssuedIdentity(pair.getPrivate(), List.of(issued, certificate));
    }

    private static Profile profile(CertificateKind kind, KeyUse use, Optional<RemotePartyRole> role) {
        return Profile.of(kind, use, role)
                .orElseThrow(() -> new IllegalArgumentException("no profile of a " + kind + " has the use " + use));
    }
}
