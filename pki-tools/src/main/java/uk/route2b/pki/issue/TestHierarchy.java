package uk.route2b.pki.issue;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import uk.route2b.pki.profile.Profile;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/**
 * A root, an authority for organisations and one for devices, in memory. Its names say TEST, so that nothing of it can
 * be taken for production.
 *
 * @param root certifies the two others, and nothing else
 * @param organisationCa issues to organisations
 * @param deviceCa issues to devices
 */
public record TestHierarchy(Authority root, Authority organisationCa, Authority deviceCa) {
    private static final String ROOT_NAME = "ROUTE2B TEST ROOT, NOT FOR PRODUCTION";
    private static final String ORGANISATION_NAME = "TEST Z2B";
    /** As short as the published one, so that device certificates have the published sizes. */
    private static final String DEVICE_NAME = "TEST";

    private static final int ROOT_YEARS = 50;
    private static final int ISSUING_YEARS = 25;
    /** Authorities are older than what they issue with dates a little in the past. */
    private static final Duration OLDER = Duration.ofDays(1);

    /** New keys, valid around {@code now}. */
    public static TestHierarchy create(Instant now) {
        return create(InstantSource.fixed(now), new SecureRandom());
    }

    /**
     * New keys from {@code random}, valid from a day before {@code clock}. The same octets from {@code random} and the
     * same time make the same hierarchy.
     */
    public static TestHierarchy create(InstantSource clock, SecureRandom random) {
        Instant start = clock.instant().minus(OLDER);
        Authority root = Authority.root(ROOT_NAME, Validity.ofYears(start, ROOT_YEARS), clock, random);
        Validity validity = Validity.ofYears(start, ISSUING_YEARS);
        Authority organisations = root.issuing(Profile.ORGANISATION_CA, ORGANISATION_NAME, validity);
        Authority devices = root.issuing(Profile.DEVICE_CA, DEVICE_NAME, validity);
        return new TestHierarchy(root, organisations, devices);
    }

    /** A fresh key and certificate of an organisation. */
    public IssuedIdentity organisation(RemotePartyRole role, EntityIdentifier entity, KeyUse use) {
        return organisationCa.organisation(role, entity, use);
    }

    /** A fresh key and certificate of a device. */
    public IssuedIdentity device(EntityIdentifier entity, KeyUse use) {
        return deviceCa.device(entity, use);
    }

    /** All three certificates; the root alone would do for peers that send their issuing authority along. */
    public List<X509Certificate> anchors() {
        return List.of(root.certificate(), organisationCa.certificate(), deviceCa.certificate());
    }
}
