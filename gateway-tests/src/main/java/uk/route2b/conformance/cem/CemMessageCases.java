package uk.route2b.conformance.cem;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** Welcomes and messages that a CEM must refuse, and how it takes a close. */
final class CemMessageCases {
    private static final String WELCOME = "8 link, hello and welcome";
    private static final String REFUSING = "4 refusing: shape, code, target, originator, counter, signature";
    private static final String REPLAY = "4 receiving: nothing is accepted twice";
    private static final int REFUSED = 4004;
    /** Reason words of cases that are named otherwise. */
    private static final Map<String, String> WORDS = Map.of("signature-bit", "signature", "direction", "code");

    private static final EntityIdentifier NOBODY = EntityIdentifier.parse("90-B3-D5-1F-30-FF-FF-FF");
    private static final MessageCode OPENADR = PrivateMessageCode.OPENADR.code();
    private static final long DAYS_MILLIS = 2L * 24 * 60 * 60 * 1000;

    private CemMessageCases() {}

    static List<Case<CemLab>> all() {
        return List.of(
                welcome(
                        "no-json",
                        "a welcome that is no JSON",
                        (link, hello) -> link.sign(
                                        hello.header().answer(),
                                        Content.plain(ContentFormat.JSON, Octets.ofText("welcome")))
                                .octets()),
                welcome(
                        "signature-bit",
                        "a bit of the welcome's signature flipped",
                        (link, hello) -> flipped(link.welcome(hello))),
                welcome("sent-back", "its own hello", (link, hello) -> hello.octets()),
                welcome(
                        "message-first",
                        "a command before the welcome",
                        (link, hello) ->
                                link.command(hello.header().counter() + 1).octets()),
                refused("shape", "text in a binary message", (lab, link) -> Octets.ofText("garbage")),
                refused(
                        "signature-bit",
                        "a bit of the signature flipped",
                        (lab, link) -> flipped(link.command(lab.next()).octets())),
                refused(
                        "direction",
                        "the flag of an alert",
                        (lab, link) -> link.headed(CraFlag.ALERT, lab.next(), lab.dsrsp(), lab.cem(), OPENADR, "<x/>")
                                .octets()),
                refused(
                        "target",
                        "for another CEM",
                        (lab, link) -> link.headed(CraFlag.COMMAND, lab.next(), lab.dsrsp(), NOBODY, OPENADR, "<x/>")
                                .octets()),
                refused(
                        "originator",
                        "from another DSRSP, with the right key",
                        (lab, link) -> link.headed(CraFlag.COMMAND, lab.next(), NOBODY, lab.cem(), OPENADR, "<x/>")
                                .octets()),
                refused(
                        "code",
                        "a message code of real meters, 0053",
                        (lab, link) -> link.headed(
                                        CraFlag.COMMAND,
                                        lab.next(),
                                        lab.dsrsp(),
                                        lab.cem(),
                                        new MessageCode(0x0053),
                                        "<x/>")
                                .octets()),
                refused(
                        "counter-spent",
                        "counter 0",
                        (lab, link) -> link.command(0).octets()),
                refused(
                        "counter-far-ahead",
                        "a counter two days ahead",
                        (lab, link) -> link.command(lab.next() + DAYS_MILLIS).octets()),
                refused(
                        "counter-conflict",
                        "other octets under a counter that was accepted",
                        CemMessageCases::conflict),
                Case.judged(
                        "messages.replayed",
                        REPLAY,
                        "a message twice on a link",
                        "the same answer, octet for octet",
                        CemMessageCases::twice),
                Case.judged(
                        "messages.replayed-on-a-new-link",
                        REPLAY,
                        "a message again on a new link",
                        "the same answer, octet for octet",
                        CemMessageCases::acrossSessions),
                Case.of(
                        "frames.text",
                        "8 link, text is closed with 1003",
                        "a text message",
                        Expectation.close(1003, ""),
                        lab -> after(lab, Frames.plain(Frames.TEXT, Octets.ofText("x")))),
                Case.of(
                        "frames.masked",
                        "RFC 6455 section 5.1",
                        "a masked frame",
                        Expectation.protocolError(),
                        lab -> after(lab, Frames.masked(Frames.BINARY, Octets.ofText("x")))),
                Case.of(
                        "frames.reserved-bit",
                        "RFC 6455 section 5.2",
                        "RSV2",
                        Expectation.protocolError(),
                        lab -> after(lab, Frames.plain(Frames.BINARY | 0x20, Octets.ofText("x")))),
                back("going-away", 1001),
                back("try-again-later", 1013));
    }

    @FunctionalInterface
    private interface Answer {
        Octets to(CemLink link, SignedMessage hello);
    }

    private static Case<CemLab> welcome(String name, String sent, Answer answer) {
        return Case.judged("welcome." + name, WELCOME, sent, "it closes, or the connection ends", lab -> {
            try (CemLink link = CemLink.upgraded(lab)) {
                link.send(answer.to(link, link.hello()));
                Heard heard = link.end();
                return heard instanceof Heard.Silence
                        ? new Verdict.Failed(heard.text())
                        : new Verdict.Passed(heard.text());
            }
        });
    }

    @FunctionalInterface
    private interface Wrong {
        Octets message(CemLab lab, CemLink link) throws IOException;
    }

    private static Case<CemLab> refused(String name, String sent, Wrong wrong) {
        return Case.of(
                "messages." + name, REFUSING, sent, Expectation.close(REFUSED, WORDS.getOrDefault(name, name)), lab -> {
                    try (CemLink link = CemLink.welcomed(lab)) {
                        link.send(wrong.message(lab, link));
                        return link.end();
                    }
                });
    }

    private static Octets flipped(Octets octets) {
        byte[] spoilt = octets.toArray();
        spoilt[spoilt.length - 1] ^= 1;
        return Octets.of(spoilt);
    }

    private static Octets conflict(CemLab lab, CemLink link) throws IOException {
        SignedMessage command = link.command(lab.next());
        link.send(command.octets());
        link.answer(command);
        return link.command(command.header().counter(), "<!DOCTYPE y><y/>").octets();
    }

    private static Verdict same(SignedMessage first, SignedMessage second) {
        return first.octets().equals(second.octets())
                ? new Verdict.Passed("the same answer")
                : new Verdict.Failed("another answer than the first time");
    }

    private static Verdict twice(CemLab lab) throws IOException {
        try (CemLink link = CemLink.welcomed(lab)) {
            SignedMessage command = link.command(lab.next());
            link.send(command.octets());
            SignedMessage first = link.answer(command);
            link.send(command.octets());
            return same(first, link.answer(command));
        }
    }

    private static Verdict acrossSessions(CemLab lab) throws IOException {
        SignedMessage command;
        SignedMessage first;
        try (CemLink link = CemLink.welcomed(lab)) {
            command = link.command(lab.next());
            link.send(command.octets());
            first = link.answer(command);
        }
        try (CemLink link = CemLink.welcomed(lab)) {
            link.send(command.octets());
            return same(first, link.answer(command));
        }
    }

    private static Heard after(CemLab lab, byte[] frame) throws IOException {
        try (CemLink link = CemLink.welcomed(lab)) {
            link.sendRaw(frame);
            return link.end();
        }
    }

    /** Closed in good order; the CEM has to come again by itself. */
    private static Case<CemLab> back(String name, int code) {
        return Case.judged("close." + name, "8 close codes", "close " + code, "it dials again and says hello", lab -> {
            try (CemLink link = CemLink.welcomed(lab)) {
                link.sendRaw(Frames.plain(Frames.CLOSE, Octets.of((byte) (code >>> 8), (byte) code)));
                link.end();
            }
            long begun = lab.nanos().getAsLong();
            try (CemLink link = CemLink.upgraded(lab)) {
                link.hello();
                long millis = (lab.nanos().getAsLong() - begun) / 1_000_000;
                return new Verdict.Passed("back after " + millis + " ms");
            }
        });
    }
}
