package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.util.List;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** WebSocket frames on a welcomed link (RFC 6455 section 5). */
final class FrameCases {
    private static final String CLAUSE = "8 link, RFC 6455 section 5";
    private static final int RSV1 = 0x40;
    private static final int UNKNOWN_OPCODE = 0x83;
    private static final int PING_WITHOUT_FIN = 0x09;
    private static final Octets SMALL = Octets.ofText("x");

    private FrameCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                Case.of(
                        "frames.text",
                        "8 link, text is closed with 1003",
                        "a text message",
                        Expectation.close(1003, "text"),
                        lab -> after(lab, Frames.masked(Frames.TEXT, SMALL))),
                broken("not-masked", "a frame that is not masked", Frames.plain(Frames.BINARY, SMALL)),
                broken("reserved-bit", "RSV1 without an extension", Frames.masked(Frames.BINARY | RSV1, SMALL)),
                broken("unknown-opcode", "opcode 3", Frames.masked(UNKNOWN_OPCODE, SMALL)),
                broken("ping-in-parts", "a ping without FIN", Frames.masked(PING_WITHOUT_FIN, SMALL)),
                broken("long-ping", "a ping of 126 octets", Frames.masked(Frames.PING, Octets.of(new byte[126]))),
                broken("continuation-of-nothing", "a continuation first", Frames.masked(Frames.CONTINUATION, SMALL)),
                broken("message-within-a-message", "a new message before the last has ended", two()),
                broken("close-of-one-octet", "a close frame of one octet", Frames.masked(Frames.CLOSE, SMALL)),
                Case.of(
                        "frames.claims-four-exabytes",
                        CLAUSE,
                        "a frame that says it has 2^62 octets",
                        Expectation.closeOrEnd(1009),
                        lab -> after(lab, Frames.claiming(Frames.BINARY, 1L << 62))),
                Case.of(
                        "frames.claims-eight-exabytes",
                        CLAUSE,
                        "a frame that says it has 2^63 octets",
                        Expectation.closeOrEnd(1009),
                        lab -> after(lab, Frames.claiming(Frames.BINARY, Long.MIN_VALUE))),
                Case.of(
                        "frames.closes-when-asked",
                        "8 close codes, 1000",
                        "a close frame with 1000",
                        Expectation.closeOrEnd(1000),
                        lab -> after(lab, Frames.masked(Frames.CLOSE, Octets.of((byte) 3, (byte) 0xE8)))),
                Case.judged(
                        "frames.parts-with-a-ping-between",
                        CLAUSE,
                        "a good message in three frames, with a ping between",
                        "it is answered, and so is the ping",
                        FrameCases::inParts));
    }

    private static Case<Lab> broken(String name, String sent, byte[] frame) {
        return Case.of("frames." + name, CLAUSE, sent, Expectation.protocolError(), lab -> after(lab, frame));
    }

    private static Heard after(Lab lab, byte[] frame) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            link.sendRaw(frame);
            return link.end();
        }
    }

    private static byte[] two() {
        byte[] begins = Frames.masked(Frames.BINARY_BEGINS, SMALL);
        byte[] another = Frames.masked(Frames.BINARY, SMALL);
        return Octets.concat(Octets.of(begins), Octets.of(another)).toArray();
    }

    /** The answer to a document type declaration needs no VTN, so anybody's gateway can be asked. */
    private static Verdict inParts(Lab lab) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            SignedMessage message = lab.pen().request(lab.counters().next(), "<!DOCTYPE x><x/>");
            Octets octets = message.octets();
            int third = octets.size() / 3;
            link.sendRaw(Frames.masked(Frames.BINARY_BEGINS, octets.slice(0, third)));
            link.sendRaw(Frames.masked(Frames.PING, SMALL));
            link.sendRaw(Frames.masked(Frames.CONTINUATION_GOES_ON, octets.slice(third, 2 * third)));
            link.sendRaw(Frames.masked(Frames.CONTINUATION, octets.slice(2 * third, octets.size())));
            SignedMessage answer = link.answer(message);
            boolean receipt = answer.content().at(0) == ContentFormat.RECEIPT.octet();
            return receipt && link.wire().pongs() == 1
                    ? new Verdict.Passed("a receipt and a pong")
                    : new Verdict.Failed(link.wire().pongs() + " pongs, format "
                            + Integer.toHexString(answer.content().at(0)));
        }
    }
}
