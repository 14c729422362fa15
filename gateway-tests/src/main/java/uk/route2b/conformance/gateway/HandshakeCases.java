package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.conformance.wire.UnreachableException;
import uk.route2b.conformance.wire.Upgrade;
import uk.route2b.conformance.wire.Wire;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.KeyIdentifier;

/** TLS: its version, and certificates that anybody could show without knowing a key of the authorities. */
final class HandshakeCases {
    private static final String CLAUSE = "8 link, TLS 1.3 only, client certificate required";
    private static final String IDENTITY = "6 identity on TLS";

    private HandshakeCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                Case.of(
                        "handshake.right",
                        CLAUSE,
                        "the enrolled CEM's certificate",
                        Expectation.upgrade(),
                        lab -> ask(lab, lab.own().tls())),
                Case.judged(
                        "handshake.gateway-certificate",
                        IDENTITY,
                        "a look at the gateway's certificate",
                        "Load Controller, for signatures, of the DSRSP, leading to an anchor",
                        HandshakeCases::certificate),
                Case.of(
                        "handshake.no-certificate",
                        CLAUSE,
                        "no client certificate",
                        Expectation.noLink(),
                        lab -> lab.reach().ask(Optional.empty(), Upgrade.right())),
                Case.of("handshake.tls-1.2", CLAUSE, "TLS 1.2 only", Expectation.end(), lab -> version(lab, "TLSv1.2")),
                Case.of(
                        "handshake.plain-http",
                        CLAUSE,
                        "the upgrade without TLS",
                        Expectation.end(),
                        lab -> unencrypted(lab, Upgrade.right().octets())),
                Case.of(
                        "handshake.garbage",
                        CLAUSE,
                        "an HTTP/2 preface instead of a ClientHello",
                        Expectation.end(),
                        lab -> unencrypted(
                                lab, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
                Case.of(
                        "handshake.stolen-certificate",
                        IDENTITY,
                        "the CEM's certificate with another private key",
                        Expectation.noLink(),
                        lab -> ask(lab, stolen(lab))),
                Case.of(
                        "handshake.another-hierarchy",
                        IDENTITY,
                        "a certificate for the CEM by authorities that nobody trusts",
                        Expectation.noLink(),
                        lab -> ask(lab, foreign(lab))),
                Case.of(
                        "handshake.authority-not-ours-sent-along",
                        IDENTITY,
                        "the same with its root sent along",
                        Expectation.noLink(),
                        lab -> ask(lab, foreignWithRoot(lab))),
                Case.of(
                        "handshake.dsrsp-certificate-reflected",
                        IDENTITY,
                        "the gateway's own certificate, with a key that is not its own",
                        Expectation.noLink(),
                        lab -> ask(lab, reflected(lab))));
    }

    static Heard ask(Lab lab, Shown shown) throws IOException {
        return lab.reach().ask(Optional.of(shown), Upgrade.right());
    }

    private static Verdict certificate(Lab lab) throws IOException {
        try (Wire wire = lab.reach().secure(Optional.of(lab.own().tls()))) {
            var chain = wire.shown();
            // Key and issuer are whatever it shows: which ones the link configuration pins is not the tester's to know.
            KeyIdentifier key = KeyIdentifier.of(chain.get(0).getPublicKey());
            TrustAnchors anchors = TrustAnchors.of(lab.reach().anchors());
            Set<CertificateRefusal> refusals = new java.util.HashSet<>();
            for (var anchor : lab.reach().anchors()) {
                KeyIdentifier issuer = KeyIdentifier.of(anchor.getPublicKey());
                Optional<CertificateRefusal> refusal = new GatewayCertificateRules(
                                anchors, lab.dsrsp().entity(), Set.of(key), issuer)
                        .judge(chain, lab.clock().instant());
                if (refusal.isEmpty()) {
                    return new Verdict.Passed("as it must be, key identifier " + key);
                }
                refusals.add(refusal.get());
            }
            return new Verdict.Failed("refused: " + refusals);
        }
    }

    private static Heard version(Lab lab, String version) throws IOException {
        try (Wire wire = lab.reach().secure(Optional.of(lab.own().tls()), version)) {
            wire.send(Upgrade.right().octets());
            return wire.hearHead(lab.reach().patience());
        } catch (UnreachableException | SocketTimeoutException noRefusal) {
            throw noRefusal;
        } catch (IOException refused) {
            return new Heard.Ended(String.valueOf(refused.getMessage()));
        }
    }

    private static Heard unencrypted(Lab lab, byte[] octets) throws IOException {
        try (Wire wire = lab.reach().plain()) {
            wire.send(octets);
            Heard heard = wire.hearHead(lab.settings().deadline());
            return heard instanceof Heard.Http http && http.status() / 100 != 2
                    ? new Heard.Ended("refused with " + http.status())
                    : heard;
        }
    }

    private static Shown stolen(Lab lab) {
        KeyPair other = TestHierarchy.create(lab.clock().instant()).deviceCa().freshKey();
        return new Shown(other.getPrivate(), lab.own().tls().chain());
    }

    private static Shown foreign(Lab lab) {
        IssuedIdentity device =
                TestHierarchy.create(lab.clock().instant()).device(lab.own().entity(), KeyUse.DIGITAL_SIGNATURE);
        return new Shown(device.key(), device.chain());
    }

    private static Shown foreignWithRoot(Lab lab) {
        TestHierarchy hierarchy = TestHierarchy.create(lab.clock().instant());
        IssuedIdentity device = hierarchy.device(lab.own().entity(), KeyUse.DIGITAL_SIGNATURE);
        return Shown.of(
                device.key(),
                device.certificate(),
                hierarchy.deviceCa().certificate(),
                hierarchy.root().certificate());
    }

    private static Shown reflected(Lab lab) throws IOException {
        try (Wire wire = lab.reach().secure(Optional.of(lab.own().tls()))) {
            KeyPair other =
                    TestHierarchy.create(lab.clock().instant()).deviceCa().freshKey();
            return new Shown(other.getPrivate(), wire.shown());
        }
    }
}
