package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.util.List;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** Messages that are refused before their signature is believed: closed, and nothing taken. */
final class MessageCases {
    private static final String CLAUSE = "4 refusing: shape, code, target, originator, counter, signature";
    private static final int REFUSED = 4004;
    private static final EntityIdentifier NOBODY = EntityIdentifier.parse("90-B3-D5-1F-30-FF-FF-FF");
    private static final MessageCode OPENADR = PrivateMessageCode.OPENADR.code();
    private static final long DAYS_MILLIS = 2L * 24 * 60 * 60 * 1000;
    /** Where the CRA flag and the length of the date-time stand in octets of ours. */
    private static final int CRA = 2;

    private static final int DATE_TIME = 29;

    private MessageCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                refused("empty", "no octets at all", "shape", (lab, link) -> Octets.EMPTY),
                refused("tag-alone", "the tag DF", "shape", (lab, link) -> Octets.of((byte) 0xDF)),
                refused("garbage", "text", "shape", (lab, link) -> Octets.ofText("garbage")),
                refused("cut-short", "a message without its last octet", "shape", (lab, link) -> cut(good(lab))),
                refused(
                        "one-octet-more",
                        "a message and one octet",
                        "shape",
                        (lab, link) -> Octets.concat(good(lab), Octets.of((byte) 0))),
                refused(
                        "two-in-one",
                        "two messages in one",
                        "shape",
                        (lab, link) -> Octets.concat(good(lab), good(lab))),
                refused("not-signed", "a message without a signature", "shape", (lab, link) -> unsigned(good(lab))),
                refused("in-a-mac-header", "a MAC header around it", "shape", (lab, link) -> macHeader(good(lab))),
                refused("with-a-date", "a date-time in the header", "shape", (lab, link) -> dated(good(lab))),
                refused("cra-unknown", "CRA flag 04", "shape", (lab, link) -> with(good(lab), CRA, 4)),
                refused(
                        "fragment",
                        "a fragment of route 2a",
                        "shape",
                        (lab, link) -> Octets.ofText("oAAA" + "A".repeat(1_058))),
                refused(
                        "meter-code",
                        "a message code of real meters, 0053",
                        "code",
                        (lab, link) -> code(lab, new MessageCode(0x0053))),
                refused(
                        "code-not-ours",
                        "message code 7F05",
                        "code",
                        (lab, link) -> code(lab, new MessageCode(0x7F05))),
                refused(
                        "command-to-a-gateway",
                        "the flag of a command",
                        "code",
                        (lab, link) -> headed(
                                lab,
                                CraFlag.COMMAND,
                                lab.own().entity(),
                                lab.dsrsp().entity())),
                refused(
                        "for-another-target",
                        "a target that is not the DSRSP",
                        "target",
                        (lab, link) -> headed(lab, CraFlag.ALERT, lab.own().entity(), NOBODY)),
                refused(
                        "from-another-originator",
                        "an originator that is not this CEM, signed with its key",
                        "originator",
                        (lab, link) ->
                                headed(lab, CraFlag.ALERT, NOBODY, lab.dsrsp().entity())),
                refused("counter-spent", "counter 0", "counter-spent", (lab, link) -> request(lab, 0)),
                refused(
                        "counter-far-ahead",
                        "a counter two days ahead",
                        "counter-far-ahead",
                        (lab, link) -> request(lab, lab.counters().next() + DAYS_MILLIS)),
                refused(
                        "counter-of-all-ones",
                        "counter 2^64 - 1",
                        "counter-far-ahead",
                        (lab, link) -> request(lab, -1)),
                refused(
                        "old-link-control",
                        "link control with counter 1",
                        "link-counter",
                        (lab, link) -> lab.pen()
                                .control(1, "{\"kind\":\"missing\",\"message\":1,\"indexes\":[0]}")
                                .octets()),
                refused(
                        "another-key",
                        "signed with a key that nobody knows",
                        "signature",
                        (lab, link) -> otherKey(lab)),
                refused(
                        "signature-first-bit",
                        "a bit of r flipped",
                        "signature",
                        (lab, link) -> flipped(good(lab), 64)),
                refused("signature-last-bit", "a bit of s flipped", "signature", (lab, link) -> flipped(good(lab), 1)),
                refused("signature-of-zeros", "r and s of zeros", "signature", (lab, link) -> zeros(good(lab))),
                refused(
                        "payload-bit",
                        "a bit of the payload flipped",
                        "signature",
                        (lab, link) -> flipped(good(lab), 70)),
                Case.<Lab>judged(
                                "messages.of-another-cem",
                                CLAUSE,
                                "a good message of another enrolled CEM",
                                "close 4004 originator",
                                MessageCases::ofAnother)
                        .needing(Lab.OTHER),
                Case.of(
                        "messages.too-long",
                        "8 close codes, 1009",
                        "more octets than the welcome allows, in two frames",
                        Expectation.closeOrEnd(1009),
                        MessageCases::tooLong),
                Case.judged(
                        "messages.answer-to-nothing",
                        "4 receiving, 02 once for an outstanding counter",
                        "a signed answer that nobody waits for",
                        "passed over: the link stays",
                        MessageCases::answerToNothing));
    }

    @FunctionalInterface
    private interface Wrong {
        Octets message(Lab lab, Link link) throws IOException;
    }

    private static Case<Lab> refused(String name, String sent, String word, Wrong wrong) {
        Expectation expected = Expectation.close(REFUSED, word);
        return Case.judged(
                "messages." + name,
                CLAUSE,
                sent,
                expected.text() + ", and its counter stays free",
                lab -> refused(lab, expected, wrong));
    }

    /** Closes as it must, and the counter that was used in vain is still free: nothing was taken of it. */
    private static Verdict refused(Lab lab, Expectation expected, Wrong wrong) throws IOException {
        Verdict verdict;
        long counter;
        try (Link link = Link.welcomed(lab)) {
            link.send(wrong.message(lab, link));
            counter = lab.counters().last();
            verdict = expected.judge(link.end());
        }
        return verdict instanceof Verdict.Failed ? verdict : free(lab, counter, verdict);
    }

    private static Verdict free(Lab lab, long counter, Verdict verdict) throws IOException {
        try (Link after = Link.welcomed(lab)) {
            SignedMessage right = lab.pen().request(counter, "<!DOCTYPE x><x/>");
            after.send(right);
            after.answer(right);
            return verdict;
        }
    }

    private static Octets good(Lab lab) {
        return request(lab, lab.counters().next());
    }

    private static Octets request(Lab lab, long counter) {
        return lab.pen().request(counter, Pen.POLL).octets();
    }

    private static Octets cut(Octets octets) {
        return octets.slice(0, octets.size() - 1);
    }

    private static Octets unsigned(Octets octets) {
        return Octets.concat(octets.slice(0, octets.size() - SignedMessage.SIGNATURE_SIZE - 1), Octets.of((byte) 0));
    }

    private static Octets macHeader(Octets octets) {
        int length = 5 + octets.size() + 12;
        Octets before = Octets.ofHex("DD000000000000");
        Octets size = Octets.of((byte) 0x82, (byte) (length >>> 8), (byte) length);
        return Octets.concat(before, size, Octets.ofHex("1100000000"), octets, Octets.of(new byte[12]));
    }

    private static Octets dated(Octets octets) {
        Octets date = Octets.ofHex("0C" + "07EA0B1A040500000000000000".substring(0, 24));
        return Octets.concat(octets.slice(0, DATE_TIME), date, octets.slice(DATE_TIME + 1, octets.size()));
    }

    private static Octets with(Octets octets, int index, int value) {
        byte[] spoilt = octets.toArray();
        spoilt[index] = (byte) value;
        return Octets.of(spoilt);
    }

    private static Octets flipped(Octets octets, int fromEnd) {
        byte[] spoilt = octets.toArray();
        spoilt[spoilt.length - fromEnd] ^= 1;
        return Octets.of(spoilt);
    }

    private static Octets zeros(Octets octets) {
        int kept = octets.size() - SignedMessage.SIGNATURE_SIZE;
        return Octets.concat(octets.slice(0, kept), Octets.of(new byte[SignedMessage.SIGNATURE_SIZE]));
    }

    private static Content poll() {
        return Content.plain(ContentFormat.XML, Octets.ofText(Pen.POLL));
    }

    private static Octets code(Lab lab, MessageCode code) {
        return lab.pen().alert(code, lab.counters().next(), poll()).octets();
    }

    private static Octets headed(Lab lab, CraFlag flag, EntityIdentifier from, EntityIdentifier to) {
        return lab.pen()
                .sign(GroupingHeader.of(flag, lab.counters().next(), from, to, OPENADR), poll())
                .octets();
    }

    private static Octets otherKey(Lab lab) {
        var key = TestHierarchy.create(lab.clock().instant())
                .deviceCa()
                .freshKey()
                .getPrivate();
        Pen pen = new Pen(new Party(lab.own().entity(), lab.own().tls(), key), lab.dsrsp());
        return pen.request(lab.counters().next(), Pen.POLL).octets();
    }

    private static Verdict ofAnother(Lab lab) throws IOException {
        return refused(
                lab,
                Expectation.close(REFUSED, "originator"),
                (there, link) -> new Pen(there.other().orElseThrow(), there.dsrsp())
                        .request(there.counters().next(), Pen.POLL)
                        .octets());
    }

    private static uk.route2b.conformance.wire.Heard tooLong(Lab lab) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            int half = link.welcome().messageOctets() / 2 + 1;
            link.sendRaw(Frames.masked(Frames.BINARY_BEGINS, Octets.of(new byte[half])));
            link.sendRaw(Frames.masked(Frames.CONTINUATION, Octets.of(new byte[half])));
            return link.end();
        }
    }

    private static Verdict answerToNothing(Lab lab) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            link.send(headed(
                    lab, CraFlag.RESPONSE, lab.own().entity(), lab.dsrsp().entity()));
            SignedMessage after = lab.pen().request(lab.counters().next(), "<!DOCTYPE x><x/>");
            link.send(after);
            link.answer(after);
            return new Verdict.Passed("the next message was answered");
        }
    }
}
