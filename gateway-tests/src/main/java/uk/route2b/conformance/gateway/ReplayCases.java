package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** Octets that were good once, and come again: on the same link, another, from another, back, or by another way. */
final class ReplayCases {
    private static final String CLAUSE = "4 receiving: nothing is accepted twice";
    private static final int REFUSED = 4004;
    /** The order of the curve P-256 (SEC 2, section 2.4.2). */
    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private static final int HALF = SignedMessage.SIGNATURE_SIZE / 2;
    /** It is refused for good, with a signed receipt that is stored: so no VTN is needed. */
    private static final String FINAL = "<!DOCTYPE x><x/>";

    private ReplayCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                again("in-a-session", "a message twice on a link", lab -> twice(lab, FINAL)),
                again("across-sessions", "a message again on a new link", lab -> acrossSessions(lab, FINAL)),
                again("signature-twin", "a message again with (r, n - s), which verifies as well", ReplayCases::twin),
                again("request-in-a-session", "a request for the VTN twice on a link", lab -> twice(lab, Pen.POLL))
                        .needing(Lab.PAYLOADS),
                again(
                                "request-across-sessions",
                                "a request for the VTN again on a new link",
                                lab -> acrossSessions(lab, Pen.POLL))
                        .needing(Lab.PAYLOADS),
                Case.of(
                        "replays.other-octets",
                        CLAUSE + "; other octets are an alarm",
                        "other signed octets under a counter that was accepted",
                        Expectation.close(REFUSED, "counter-conflict"),
                        ReplayCases::conflict),
                Case.of(
                        "replays.given-up",
                        "4 receiving, the floor that hello declares",
                        "a message that hello's floor has given up",
                        Expectation.close(REFUSED, "counter-spent"),
                        ReplayCases::givenUp),
                Case.<Lab>of(
                                "replays.of-another-device",
                                CLAUSE,
                                "a message that was accepted from another CEM, on the link of this one",
                                Expectation.close(REFUSED, "originator"),
                                ReplayCases::ofAnother)
                        .needing(Lab.OTHER),
                Case.of(
                        "replays.welcome-sent-back",
                        "4 sending, direction is signed",
                        "the gateway's own welcome",
                        Expectation.close(REFUSED, "target"),
                        ReplayCases::welcomeBack),
                Case.of(
                        "replays.answer-sent-back",
                        "4 sending, direction is signed",
                        "the gateway's own answer",
                        Expectation.close(REFUSED, "target"),
                        ReplayCases::answerBack),
                Case.of(
                        "replays.form-of-the-other-route",
                        "5 tunnel",
                        "a good message as route 2a carries it, in Base64",
                        Expectation.close(REFUSED, "shape"),
                        ReplayCases::tunnelForm));
    }

    private static Case<Lab> again(String name, String sent, Case.Trial<Lab> trial) {
        return Case.judged("replays." + name, CLAUSE, sent, "the same answer, octet for octet", trial);
    }

    private static Verdict same(SignedMessage first, SignedMessage second) {
        return first.octets().equals(second.octets())
                ? new Verdict.Passed("the same answer")
                : new Verdict.Failed("another answer than the first time");
    }

    private static Verdict twice(Lab lab, String xml) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            SignedMessage message = lab.pen().request(lab.counters().next(), xml);
            link.send(message);
            SignedMessage first = link.answer(message);
            link.send(message);
            return same(first, link.answer(message));
        }
    }

    private static Verdict acrossSessions(Lab lab, String xml) throws IOException {
        SignedMessage message = lab.pen().request(lab.counters().next(), xml);
        SignedMessage first;
        try (Link link = Link.welcomed(lab)) {
            link.send(message);
            first = link.answer(message);
        }
        try (Link link = Link.welcomed(lab)) {
            link.send(message);
            return same(first, link.answer(message));
        }
    }

    private static Verdict twin(Lab lab) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            SignedMessage message = lab.pen().request(lab.counters().next(), FINAL);
            link.send(message);
            SignedMessage first = link.answer(message);
            link.send(twin(message));
            return same(first, link.answer(message));
        }
    }

    private static Octets twin(SignedMessage message) {
        Octets s = message.signature().slice(HALF, 2 * HALF);
        byte[] other = ORDER.subtract(new BigInteger(1, s.toArray())).toByteArray();
        byte[] fixed = new byte[HALF];
        int size = Math.min(HALF, other.length);
        System.arraycopy(other, other.length - size, fixed, HALF - size, size);
        return Octets.concat(message.octets().slice(0, message.octets().size() - HALF), Octets.of(fixed));
    }

    private static Heard conflict(Lab lab) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            long counter = lab.counters().next();
            SignedMessage message = lab.pen().request(counter, FINAL);
            link.send(message);
            link.answer(message);
            link.send(lab.pen().request(counter, Pen.QUERY));
            return link.end();
        }
    }

    private static Heard givenUp(Lab lab) throws IOException {
        SignedMessage late = lab.pen().request(lab.counters().next(), FINAL);
        long floor = lab.counters().next();
        try (Link link = Link.upgraded(lab)) {
            link.greet(lab.pen().hello(lab.counters().next(), lab.settings().configuration(), floor, link.binding()));
            link.send(late);
            return link.end();
        }
    }

    private static Heard ofAnother(Lab lab) throws IOException {
        Party other = lab.other().orElseThrow();
        SignedMessage message =
                new Pen(other, lab.dsrsp()).request(lab.counters().next(), FINAL);
        try (Link its = Link.welcomed(lab, other);
                Link ours = Link.welcomed(lab)) {
            its.send(message);
            its.answer(message);
            ours.send(message);
            return ours.end();
        }
    }

    private static Heard welcomeBack(Lab lab) throws IOException {
        try (Link link = Link.upgraded(lab)) {
            SignedMessage hello =
                    lab.pen().hello(lab.counters().next(), lab.settings().configuration(), link.binding());
            link.send(hello);
            link.send(link.answer(hello));
            return link.end();
        }
    }

    private static Heard answerBack(Lab lab) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            SignedMessage message = lab.pen().request(lab.counters().next(), FINAL);
            link.send(message);
            link.send(link.answer(message));
            return link.end();
        }
    }

    private static Heard tunnelForm(Lab lab) throws IOException {
        try (Link link = Link.welcomed(lab)) {
            byte[] octets =
                    lab.pen().request(lab.counters().next(), FINAL).octets().toArray();
            byte[] text = Base64.getEncoder().withoutPadding().encode(octets);
            link.send(Octets.ofText(new String(text, StandardCharsets.US_ASCII)));
            return link.end();
        }
    }
}
