package uk.route2b.conformance.cem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.conformance.wire.Wire;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** All cases against a CEM. Each takes its next connection, so each also shows that it came back after the last. */
public final class CemCatalogue {
    private static final String IDENTITY = "6 identity on TLS: chain, Load Controller, entity, pinned key";
    private static final String LINK = "8 link";
    private static final EntityIdentifier OTHER = EntityIdentifier.parse("90-B3-D5-1F-30-FF-00-08");

    private CemCatalogue() {}

    public static List<Case<CemLab>> all() {
        List<Case<CemLab>> cases = new ArrayList<>(List.of(
                Case.judged("right.welcomed", LINK, "nothing wrong", "hello, and it stays", CemCatalogue::right),
                certificate("another-hierarchy", "authorities that it does not trust", CemCatalogue::foreign),
                issued(
                        "another-key",
                        "a right certificate with a key that is not pinned",
                        (lab, by) -> by.organisation(
                                RemotePartyRole.LOAD_CONTROLLER, lab.dsrsp(), KeyUse.DIGITAL_SIGNATURE)),
                issued(
                        "supplier",
                        "role 02 instead of 08",
                        (lab, by) -> by.organisation(RemotePartyRole.SUPPLIER, lab.dsrsp(), KeyUse.DIGITAL_SIGNATURE)),
                issued(
                        "another-dsrsp",
                        "another Load Controller",
                        (lab, by) -> by.organisation(RemotePartyRole.LOAD_CONTROLLER, OTHER, KeyUse.DIGITAL_SIGNATURE)),
                issued(
                        "key-agreement",
                        "a certificate for key agreement",
                        (lab, by) ->
                                by.organisation(RemotePartyRole.LOAD_CONTROLLER, lab.dsrsp(), KeyUse.KEY_AGREEMENT)),
                issued(
                        "a-device",
                        "a device's certificate",
                        (lab, by) -> by.device(lab.dsrsp(), KeyUse.DIGITAL_SIGNATURE)),
                Case.of(
                        "tls.version-1.2",
                        LINK,
                        "TLS 1.2 only",
                        Expectation.end(),
                        lab -> request(lab, lab.gateway(), true, "TLSv1.2")),
                Case.of(
                        "tls.no-certificate-request",
                        LINK,
                        "no request for the CEM's certificate",
                        Expectation.end(),
                        lab -> request(lab, lab.gateway(), false, "TLSv1.3")),
                upgrade("refused-403", "HTTP/1.1 403 Forbidden", "Content-Length: 0"),
                upgrade("ordinary-200", "HTTP/1.1 200 OK", "Content-Length: 0"),
                upgrade(
                        "redirected",
                        "HTTP/1.1 302 Found",
                        "Location: https://localhost:9/route2b",
                        "Content-Length: 0"),
                upgrade(
                        "without-accept",
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Protocol: route2b.v1"),
                upgrade("no-http", "SSH-2.0-OpenSSH_9.2"),
                Case.of(
                        "upgrade.another-subprotocol",
                        LINK,
                        "101 with subprotocol route2b.v9",
                        Expectation.end(),
                        CemCatalogue::otherSubprotocol)));
        cases.addAll(CemMessageCases.all());
        cases.addAll(CemEndlessCases.all());
        return List.copyOf(cases);
    }

    @FunctionalInterface
    private interface Issue {
        IssuedIdentity by(CemLab lab, TestHierarchy authority);
    }

    private static Case<CemLab> certificate(String name, String sent, Case.Trial<CemLab> trial) {
        return Case.judged("certificates." + name, IDENTITY, sent, "it ends before it asks for the upgrade", trial);
    }

    private static Case<CemLab> issued(String name, String sent, Issue issue) {
        return certificate(name, sent, lab -> {
                    IssuedIdentity made = issue.by(lab, lab.authority().orElseThrow());
                    Shown shown = new Shown(made.key(), made.chain());
                    return Expectation.end().judge(request(lab, shown, true, "TLSv1.3"));
                })
                .needing(CemLab.AUTHORITY);
    }

    private static Verdict foreign(CemLab lab) throws IOException {
        IssuedIdentity made = TestHierarchy.create(lab.clock().instant())
                .organisation(RemotePartyRole.LOAD_CONTROLLER, lab.dsrsp(), KeyUse.DIGITAL_SIGNATURE);
        return Expectation.end().judge(request(lab, new Shown(made.key(), made.chain()), true, "TLSv1.3"));
    }

    /** Whether a request came; a connection that never comes is another failure than a handshake that ends. */
    private static Heard request(CemLab lab, Shown shown, boolean asks, String version) throws IOException {
        try (Wire wire = lab.secure(shown, asks, version)) {
            return wire.hearOctet(lab.reaction());
        } catch (java.net.SocketTimeoutException nobody) {
            throw nobody;
        } catch (IOException refused) {
            return new Heard.Ended(String.valueOf(refused.getMessage()));
        }
    }

    private static Verdict right(CemLab lab) throws IOException {
        try (CemLink link = CemLink.welcomed(lab)) {
            var command = link.command(lab.next());
            link.send(command.octets());
            link.answer(command);
            return new Verdict.Passed("hello, and a signed answer after the welcome");
        }
    }

    private static Case<CemLab> upgrade(String name, String... lines) {
        String answer = String.join("\r\n", lines) + "\r\n\r\n";
        return Case.of("upgrade." + name, LINK, lines[0], Expectation.end(), lab -> {
            try (Wire wire = lab.secure()) {
                wire.head();
                wire.send(answer.getBytes(StandardCharsets.US_ASCII));
                return wire.hearEnd(lab.reaction());
            }
        });
    }

    private static Heard otherSubprotocol(CemLab lab) throws IOException {
        try (Wire wire = lab.secure()) {
            String granted = new String(CemLink.granted(wire.head()), StandardCharsets.US_ASCII);
            wire.send(granted.replace("route2b.v1", "route2b.v9").getBytes(StandardCharsets.US_ASCII));
            return wire.hear(lab.reaction());
        }
    }
}
