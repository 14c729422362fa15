package uk.route2b.prove.simulation;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Identity;
import uk.route2b.server.register.LinkOffer;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.Ven;
import uk.route2b.server.register.Vtn;

/**
 * Who plays: one DSRSP, two CEMs behind a meter each, three VENs whose VTNs want to know different things at different
 * times. Keys come from a fixed source, so they are the same in every run.
 */
final class Cast {
    static final Instant START = Instant.parse("2026-11-25T00:00:00Z");
    static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    static final LinkTimers TIMERS = new LinkTimers(60, 2, 120, 120);
    /** A list of events is worth nothing after this time to the VTN of VEN_1B. */
    static final Duration EXPIRES = Duration.ofMinutes(7);

    private static final Duration LABEL_HOLD = Duration.ofSeconds(45);
    private final IssuedIdentity message;
    private final IssuedIdentity tls;
    private final TrustAnchors anchors;
    private final List<Household> households;
    private final StandInSignatures signatures = new StandInSignatures();

    private static final class Once {
        private static final Cast CAST = new Cast();
    }

    /** The same one for all worlds: making keys takes time. */
    static Cast shared() {
        return Once.CAST;
    }

    private Cast() {
        TestHierarchy hierarchy = TestHierarchy.create(InstantSource.fixed(START), fixed());
        anchors = TrustAnchors.of(hierarchy.anchors());
        message = signatures.adopt(organisation(hierarchy));
        tls = organisation(hierarchy);
        households = List.of(
                household(
                        hierarchy,
                        1,
                        vtn("VEN_1A", PushAnswer.ON_STORE, Optional.empty()),
                        vtn("VEN_1B", PushAnswer.AFTER_CEM, Optional.of(EXPIRES))),
                household(hierarchy, 2, vtn("VEN_2", PushAnswer.AFTER_CEM, Optional.empty())));
    }

    private static SecureRandom fixed() {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(1);
            return random;
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this Java platform has no SHA1PRNG", absent);
        }
    }

    private static IssuedIdentity organisation(TestHierarchy hierarchy) {
        return hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
    }

    private Household household(TestHierarchy hierarchy, int number, Ven... vens) {
        EntityIdentifier entity = EntityIdentifier.parse("00-DB-12-34-56-78-90-C" + number);
        IssuedIdentity device = signatures.adopt(hierarchy.device(entity, KeyUse.DIGITAL_SIGNATURE));
        EntityIdentifier meter = EntityIdentifier.parse("00-DB-12-34-56-78-90-E" + number);
        return new Household("cem-" + number, entity, meter, device, der(device), List.of(vens));
    }

    private static Ven vtn(String ven, PushAnswer answer, Optional<Duration> expires) {
        Vtn vtn = new Vtn(
                "vtn of " + ven,
                URI.create("http://vtn.example"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(8),
                2,
                answer,
                expires);
        return new Ven(ven, vtn, Optional.empty());
    }

    private static Octets der(IssuedIdentity identity) {
        try {
            return Octets.of(identity.certificate().getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    StandInSignatures signatures() {
        return signatures;
    }

    List<Household> households() {
        return households;
    }

    static CemKey key(Household household) {
        return new CemKey(DSRSP, household.cem());
    }

    TlsBinding binding(Household household) {
        return new TlsBinding(der(tls).sha256(), household.der().sha256());
    }

    /** What an installer has brought to a CEM. */
    CommissioningRecord record(Household household) {
        return CommissioningRecord.builder()
                .cem(household.cem())
                .dsrsp(DSRSP)
                .dsrspCertificates(message.chain())
                .anchors(anchors)
                .build();
    }

    /** @param version of the link configuration that is offered */
    Register register(long version) {
        return new Register(List.of(dsrsp(version)));
    }

    Dsrsp dsrsp(long version) {
        LinkOffer offer = LinkOffer.of(
                version,
                List.of(URI.create("wss://gateway.example/route2b")),
                KeyIdentifier.of(tls.certificate().getPublicKey()),
                KeyIdentifier.of(tls.chain().get(1).getPublicKey()),
                TIMERS);
        return new Dsrsp(
                DSRSP,
                List.of(new Identity(message.key(), message.chain())),
                new Identity(tls.key(), tls.chain()),
                Optional.empty(),
                "127.0.0.1",
                0,
                offer,
                "supplier",
                anchors,
                households.stream().map(Cast::cem).collect(Collectors.toMap(Cem::entity, Function.identity())));
    }

    private static Cem cem(Household household) {
        return new Cem(
                household.cem(),
                CemStatus.ACTIVE,
                List.of(household.identity().certificate()),
                Optional.of(household.meter()),
                LABEL_HOLD,
                household.vens());
    }

    /** All VENs with the household that each is in. */
    Map<Ven, Household> vens() {
        Map<Ven, Household> all = new java.util.LinkedHashMap<>();
        households.forEach(household -> household.vens().forEach(ven -> all.put(ven, household)));
        return all;
    }
}
