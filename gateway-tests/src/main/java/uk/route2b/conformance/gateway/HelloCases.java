package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.util.List;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** The first message on a link. */
final class HelloCases {
    private static final String CLAUSE = "8 link, hello and welcome";
    private static final int HELLO = 4002;
    private static final int DAYS_MILLIS = 2 * 24 * 60 * 60 * 1000;

    private HelloCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                Case.judged(
                        "hello.right", CLAUSE, "a right hello", "a signed welcome with its counter", HelloCases::right),
                Case.of("hello.none", CLAUSE, "nothing", Expectation.close(HELLO, "hello-late"), HelloCases::none),
                Case.of(
                        "hello.dripped",
                        CLAUSE,
                        "a frame of which nearly nothing comes",
                        Expectation.closeOrEnd(HELLO),
                        HelloCases::dripped),
                first(
                        "another-message-first",
                        "a request before hello",
                        "before-hello",
                        (lab, link) -> lab.pen()
                                .request(lab.counters().next(), Pen.POLL)
                                .octets()),
                first("no-json", "hello that is no JSON", "hello-malformed", (lab, link) -> text(lab, "hello")),
                first(
                        "unknown-kind",
                        "kind \"hallo\"",
                        "hello-malformed",
                        (lab, link) -> spoilt(lab, link, "hello\"", "hallo\"")),
                first(
                        "key-missing",
                        "hello without its floor",
                        "hello-malformed",
                        (lab, link) -> spoilt(lab, link, "\"floor\"", "\"flour\"")),
                first(
                        "key-twice",
                        "hello with a key twice",
                        "hello-malformed",
                        (lab, link) -> spoilt(lab, link, "\"floor\"", "\"floor\":\"0\",\"floor\"")),
                first(
                        "number-too-large",
                        "accepted of 2^64",
                        "hello-malformed",
                        (lab, link) ->
                                spoilt(lab, link, "\"accepted\":\"0\"", "\"accepted\":\"18446744073709551616\"")),
                first(
                        "deep",
                        "JSON 20,000 deep",
                        "hello-malformed",
                        (lab, link) -> text(lab, "[".repeat(20_000) + "]".repeat(20_000))),
                first("too-large", "a hello of 70,000 octets", "hello-malformed", HelloCases::padded),
                first("relayed", "the binding of another TLS session", "hello-relayed", HelloCases::relayed),
                first("replayed", "a hello that was welcomed before", "link-counter", HelloCases::replayed),
                first("counter-far-ahead", "a counter two days ahead", "counter-far-ahead", HelloCases::farAhead),
                first("another-key", "signed with a key that nobody knows", "signature", HelloCases::otherKey),
                first("signature-bit", "a bit of the signature flipped", "signature", HelloCases::flipped),
                first("welcome-instead", "a welcome, signed by the CEM", "", HelloCases::welcomeInstead),
                Case.<Lab>of(
                                "hello.of-another-cem",
                                CLAUSE,
                                "a hello of another enrolled CEM, rightly signed by it",
                                Expectation.close(HELLO, "originator"),
                                HelloCases::ofAnother)
                        .needing(Lab.OTHER),
                Case.<Lab>of(
                                "hello.stolen-session",
                                CLAUSE,
                                "a hello that another enrolled CEM made for its own session",
                                Expectation.close(HELLO, ""),
                                HelloCases::stolen)
                        .needing(Lab.OTHER),
                Case.of(
                        "hello.twice",
                        CLAUSE,
                        "a second hello on a welcomed link",
                        Expectation.close(4004, "hello-twice"),
                        HelloCases::twice));
    }

    @FunctionalInterface
    private interface First {
        Octets of(Lab lab, Link link) throws IOException;
    }

    private static Case<Lab> first(String name, String sent, String word, First message) {
        return Case.of("hello." + name, CLAUSE, sent, Expectation.close(HELLO, word), lab -> {
            try (Link link = Link.upgraded(lab)) {
                link.send(message.of(lab, link));
                return link.end();
            }
        });
    }

    private static Verdict right(Lab lab) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            LinkControl.Welcome welcome = link.welcome();
            boolean whole = welcome.messageOctets() > 0 && welcome.window() > 0 && welcome.epoch() > 0;
            String text =
                    "epoch " + welcome.epoch() + ", " + welcome.messageOctets() + " octets, window " + welcome.window();
            return whole ? new Verdict.Passed(text) : new Verdict.Failed(text);
        }
    }

    private static Heard none(Lab lab) throws IOException {
        try (Link link = Link.upgraded(lab)) {
            return link.endByDeadline();
        }
    }

    /** A peer that is never silent must not be allowed more time. */
    private static Heard dripped(Lab lab) throws IOException {
        try (Link link = Link.upgraded(lab)) {
            byte[] frame = Frames.masked(Frames.BINARY, right(lab, link).octets());
            try (var drip = new Dripping(frame, link.wire(), lab.settings().deadline())) {
                drip.start();
                return link.endByDeadline();
            }
        }
    }

    private static SignedMessage right(Lab lab, Link link) throws IOException {
        return lab.pen().hello(lab.counters().next(), lab.settings().configuration(), link.binding());
    }

    private static Octets text(Lab lab, String json) {
        return lab.pen().control(lab.counters().next(), json).octets();
    }

    private static Octets spoilt(Lab lab, Link link, String before, String after) throws IOException {
        String json = lab.pen()
                .helloJson(lab.settings().configuration(), 0, link.binding())
                .text();
        if (!json.contains(before)) {
            throw new IllegalStateException("a hello has " + before);
        }
        return text(lab, json.replace(before, after));
    }

    private static Octets padded(Lab lab, Link link) throws IOException {
        return spoilt(lab, link, "\"floor\"", "\"filler\":\"" + "x".repeat(70_000) + "\",\"floor\"");
    }

    private static Octets relayed(Lab lab, Link link) throws IOException {
        TlsBinding real = link.binding();
        TlsBinding other = new TlsBinding(real.cem(), real.cem());
        return lab.pen()
                .hello(lab.counters().next(), lab.settings().configuration(), other)
                .octets();
    }

    private static Octets replayed(Lab lab, Link link) throws IOException {
        SignedMessage hello = right(lab, link);
        try (Link before = Link.upgraded(lab)) {
            before.greet(hello);
        }
        return hello.octets();
    }

    private static Octets farAhead(Lab lab, Link link) throws IOException {
        long counter = lab.counters().next() + DAYS_MILLIS;
        return lab.pen()
                .hello(counter, lab.settings().configuration(), link.binding())
                .octets();
    }

    private static Octets otherKey(Lab lab, Link link) throws IOException {
        var key = TestHierarchy.create(lab.clock().instant())
                .deviceCa()
                .freshKey()
                .getPrivate();
        Pen pen = new Pen(new Party(lab.own().entity(), lab.own().tls(), key), lab.dsrsp());
        return pen.hello(lab.counters().next(), lab.settings().configuration(), link.binding())
                .octets();
    }

    private static Octets flipped(Lab lab, Link link) throws IOException {
        byte[] octets = right(lab, link).octets().toArray();
        octets[octets.length - 1] ^= 1;
        return Octets.of(octets);
    }

    private static Octets welcomeInstead(Lab lab, Link link) {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.RESPONSE,
                lab.counters().next(),
                lab.own().entity(),
                lab.dsrsp().entity(),
                PrivateMessageCode.LINK_CONTROL.code());
        Content content = Content.plain(ContentFormat.JSON, Octets.ofText("{\"kind\":\"welcome\"}"));
        return lab.pen().sign(header, content).octets();
    }

    private static Heard ofAnother(Lab lab) throws IOException {
        try (Link link = Link.upgraded(lab)) {
            Pen pen = new Pen(lab.other().orElseThrow(), lab.dsrsp());
            link.send(pen.hello(lab.counters().next(), lab.settings().configuration(), link.binding()));
            return link.end();
        }
    }

    /** What somebody on the path of another home has recorded, said before that home says it. */
    private static Heard stolen(Lab lab) throws IOException {
        Party other = lab.other().orElseThrow();
        try (Link its = Link.upgraded(lab, other);
                Link ours = Link.upgraded(lab)) {
            Pen pen = new Pen(other, lab.dsrsp());
            ours.send(pen.hello(lab.counters().next(), lab.settings().configuration(), its.binding()));
            return ours.end();
        }
    }

    private static Heard twice(Lab lab) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            link.send(right(lab, link));
            return link.end();
        }
    }
}
