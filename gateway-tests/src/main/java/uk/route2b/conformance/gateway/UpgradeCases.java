package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.conformance.wire.Upgrade;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;

/** The upgrade from HTTP to the link. */
final class UpgradeCases {
    private static final String CLAUSE = "8 link, path and subprotocol, no compression";
    private static final String IDENTITY = "6 identity on TLS, never what a header says";
    private static final EntityIdentifier STRANGER = EntityIdentifier.parse("00-DB-12-34-56-78-90-FE");
    private static final int HUGE = 64 * 1024;

    private UpgradeCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                refused("another-path", "path /other", right -> right.line("GET /other HTTP/1.1")),
                refused("path-above", "path /", right -> right.line("GET / HTTP/1.1")),
                refused("path-in-disguise", "path /x/..;/route2b", right -> right.line("GET /x/..;/route2b HTTP/1.1")),
                refused("no-subprotocol", "no subprotocol", right -> right.without("Sec-WebSocket-Protocol")),
                refused("later-version", "subprotocol route2b.v9 only", right -> right.subprotocol("route2b.v9")),
                refused("no-key", "no Sec-WebSocket-Key", right -> right.without("Sec-WebSocket-Key")),
                refused("old-websocket", "WebSocket version 8", right -> right.with("Sec-WebSocket-Version", "8")),
                refused("post", "POST instead of GET", right -> right.line("POST /route2b HTTP/1.1")),
                refused("no-upgrade", "an ordinary GET", right -> right.without("Upgrade")),
                unread("huge-header", "a header of 64 KiB", right -> right.with("X-Filler", "x".repeat(HUGE))),
                unread("many-headers", "4,000 headers", UpgradeCases::manyHeaders),
                Case.judged(
                        "upgrade.subprotocol-chosen",
                        CLAUSE,
                        "subprotocols other, route2b.v1",
                        "route2b.v1 is chosen",
                        lab -> head(lab, right -> right.subprotocol("other, route2b.v1"), "route2b.v1", true)),
                Case.judged(
                        "upgrade.compression-offered",
                        CLAUSE,
                        "permessage-deflate offered",
                        "the upgrade is granted without an extension",
                        lab -> head(
                                lab,
                                right -> right.with("Sec-WebSocket-Extensions", "permessage-deflate"),
                                "sec-websocket-extensions",
                                false)),
                Case.<Lab>of(
                                "upgrade.identity-in-a-header",
                                IDENTITY,
                                "a device that is not enrolled, and headers that claim the CEM",
                                Expectation.noLink(),
                                lab -> lab.reach()
                                        .ask(
                                                Optional.of(stranger(lab)),
                                                spoofed(lab.own().entity())))
                        .needing(Lab.AUTHORITY),
                Case.of(
                        "upgrade.other-identity-in-a-header",
                        IDENTITY,
                        "the CEM, with headers that claim another, then a hello of the other",
                        Expectation.close(4002, "originator"),
                        UpgradeCases::helloOfAnother));
    }

    private static Case<Lab> refused(String name, String sent, UnaryOperator<Upgrade> spoilt) {
        return of(name, sent, Expectation.http4xx(), spoilt);
    }

    private static Case<Lab> unread(String name, String sent, UnaryOperator<Upgrade> spoilt) {
        return of(name, sent, Expectation.http4xxOrEnd(), spoilt);
    }

    private static Case<Lab> of(String name, String sent, Expectation expected, UnaryOperator<Upgrade> spoilt) {
        return Case.of(
                "upgrade." + name,
                CLAUSE,
                sent,
                expected,
                lab -> lab.reach().ask(Optional.of(lab.own().tls()), spoilt.apply(Upgrade.right())));
    }

    private static Upgrade manyHeaders(Upgrade right) {
        Map<String, String> all = new LinkedHashMap<>(right.headers());
        for (int number = 0; number < 4_000; number++) {
            all.put("X-Filler-" + number, "filler");
        }
        return new Upgrade(right.line(), all);
    }

    private static Verdict head(Lab lab, UnaryOperator<Upgrade> offer, String text, boolean wanted) throws IOException {
        Heard heard = lab.reach().ask(Optional.of(lab.own().tls()), offer.apply(Upgrade.right()));
        boolean holds = heard instanceof Heard.Upgraded upgraded
                && upgraded.head().toLowerCase(Locale.ROOT).contains(text) == wanted;
        return holds
                ? new Verdict.Passed(heard.text())
                : new Verdict.Failed(
                        heard instanceof Heard.Upgraded upgraded
                                ? upgraded.head().strip()
                                : heard.text());
    }

    private static Shown stranger(Lab lab) {
        IssuedIdentity device = lab.authority().orElseThrow().device(STRANGER, KeyUse.DIGITAL_SIGNATURE);
        return new Shown(device.key(), device.chain());
    }

    private static Upgrade spoofed(EntityIdentifier entity) {
        return Upgrade.right()
                .with("X-SSL-Client-S-DN", entity.toString())
                .with("X-Client-Cert", entity.toString())
                .with("X-Forwarded-Client-Cert", "Subject=" + entity)
                .with("X-Forwarded-For", "127.0.0.1")
                .with("Forwarded", "for=127.0.0.1;by=" + entity);
    }

    /** What is claimed may also be believed later, so the hello says the same as the headers. */
    private static Heard helloOfAnother(Lab lab) throws IOException {
        Party claimed = new Party(STRANGER, lab.own().tls(), lab.own().messageKey());
        try (Link link = Link.upgraded(lab, claimed, spoofed(STRANGER))) {
            Pen pen = new Pen(claimed, lab.dsrsp());
            link.send(pen.hello(lab.counters().next(), lab.settings().configuration(), link.binding()));
            return link.end();
        }
    }
}
