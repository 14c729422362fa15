package uk.route2b.conformance.cem;

import java.io.IOException;
import java.util.List;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Flood;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.protocol.link.LinkProtocol;
import uk.route2b.protocol.octets.Octets;

/** What never ends: a CEM is a small device, and must not collect them until it has no memory left. */
final class CemEndlessCases {
    private static final String CLAUSE = "8 link, and docs/close-codes.md 1008 and 1009";
    private static final int TOO_BIG = 1009;
    private static final Octets ONE = Octets.ofText("x");
    private static final Octets MUCH = Octets.of(new byte[16 * 1024]);
    /** Twice the largest message, and fewer frames than a message may have. */
    private static final int LARGE_FRAMES = 2 * LinkProtocol.MESSAGE_OCTETS / (16 * 1024);

    private static final int SMALL_FRAMES = 10_000;

    private CemEndlessCases() {}

    static List<Case<CemLab>> all() {
        return List.of(
                claims("four-exabytes", "a frame that says it has 2^62 octets", 1L << 62),
                claims("eight-exabytes", "a frame that says it has 2^63 octets", Long.MIN_VALUE),
                claims("more-than-a-message", "a frame above the largest message", LinkProtocol.MESSAGE_OCTETS + 1L),
                endless("message", "a message in frames of 16 KiB that never ends", part(MUCH), LARGE_FRAMES),
                endless(
                        "one-octet-frames",
                        "a message in frames of one octet that never ends",
                        part(ONE),
                        SMALL_FRAMES),
                endless("empty-frames", "a message in empty frames that never ends", part(Octets.EMPTY), SMALL_FRAMES),
                endless(
                        "pings",
                        "pings as fast as they go, within a message",
                        Frames.plain(Frames.PING, ONE),
                        SMALL_FRAMES));
    }

    private static Case<CemLab> claims(String name, String sent, long length) {
        return Case.of("endless.claims-" + name, CLAUSE, sent, Expectation.closeOrEnd(TOO_BIG), lab -> {
            try (CemLink link = CemLink.welcomed(lab)) {
                link.sendRaw(Frames.plainClaiming(Frames.BINARY, length));
                return link.end();
            }
        });
    }

    private static byte[] part(Octets payload) {
        return Frames.plain(Frames.CONTINUATION_GOES_ON, payload);
    }

    private static Case<CemLab> endless(String name, String sent, byte[] frame, int most) {
        return Case.judged(
                "endless." + name,
                CLAUSE,
                sent,
                "close 1008 or 1009, or the end of the connection",
                lab -> endless(lab, frame, most));
    }

    private static Verdict endless(CemLab lab, byte[] frame, int most) throws IOException {
        try (CemLink link = CemLink.welcomed(lab);
                Flood flood = new Flood(link.wire(), frame, most)) {
            link.sendRaw(Frames.plain(Frames.BINARY_BEGINS, ONE));
            flood.start();
            Heard heard = link.end();
            String text = heard.text() + " after " + flood.sent() + " frames at most";
            boolean ended = heard instanceof Heard.Ended
                    || heard instanceof Heard.Closed end && (end.code() == 1008 || end.code() == TOO_BIG);
            return ended ? new Verdict.Passed(text) : new Verdict.Failed(text);
        }
    }
}
