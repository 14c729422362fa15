package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.wire.Flood;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.conformance.wire.Wire;
import uk.route2b.protocol.octets.Octets;

/** Too much, too many, too slowly: it must end, and nobody else may notice. */
final class FloodCases {
    private static final String CLAUSE = "8 link, and docs/security.md";
    private static final int PARALLEL = 50;
    private static final int FRAMES_MOST = 1_000_000;
    private static final Octets ONE = Octets.ofText("x");
    private static final byte TLS_RECORD = 0x16;

    private FloodCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                Case.of(
                        "floods.slow-handshake",
                        CLAUSE,
                        "a TCP connection that says nothing",
                        Expectation.end(),
                        FloodCases::silent),
                Case.of(
                        "floods.dripped-handshake",
                        CLAUSE,
                        "a handshake octet by octet",
                        Expectation.end(),
                        FloodCases::drippedHandshake),
                Case.of(
                        "floods.slow-upgrade",
                        CLAUSE,
                        "TLS, then half a request",
                        Expectation.end(),
                        FloodCases::slowUpgrade),
                Case.of(
                        "floods.dripped-upgrade",
                        CLAUSE,
                        "TLS, then a request octet by octet",
                        Expectation.end(),
                        FloodCases::drippedUpgrade),
                Case.judged(
                        "floods.one-octet-frames",
                        CLAUSE,
                        "a message in frames of one octet that never ends",
                        "closed with 1008 or 1009, and others do not wait",
                        lab -> flooded(lab, Frames.masked(Frames.CONTINUATION_GOES_ON, ONE))),
                Case.judged(
                        "floods.endless-fragments",
                        CLAUSE,
                        "a message in empty frames that never ends",
                        "closed with 1008 or 1009, and others do not wait",
                        lab -> flooded(lab, Frames.masked(Frames.CONTINUATION_GOES_ON, Octets.EMPTY))),
                Case.judged(
                        "floods.pings",
                        CLAUSE,
                        "pings as fast as they go",
                        "closed with 1008, and others do not wait",
                        lab -> flooded(lab, Frames.masked(Frames.PING, ONE))),
                Case.judged(
                        "floods.parallel-identity",
                        "8 link, the session of the higher counter is the newer",
                        PARALLEL + " links of one CEM, all with a right hello",
                        "one link stays, the newest; the others are closed with 4001",
                        FloodCases::parallel),
                Case.judged(
                        "floods.parallel-without-hello",
                        CLAUSE,
                        PARALLEL + " links of one CEM without a hello",
                        "all are closed by the deadline, and a right one does not wait",
                        FloodCases::parallelSilent),
                Case.judged(
                        "floods.crowd",
                        CLAUSE,
                        "stuck peers, each with one octet of a handshake",
                        "a right one does not wait",
                        FloodCases::crowd));
    }

    private static Heard silent(Lab lab) throws IOException {
        try (Wire wire = lab.reach().plain()) {
            return wire.hearOctet(lab.settings().deadline());
        }
    }

    private static Heard drippedHandshake(Lab lab) throws IOException {
        try (Wire wire = lab.reach().plain();
                Dripping drip = new Dripping(clientHello(), wire, lab.settings().deadline())) {
            drip.start();
            return wire.hearOctet(lab.settings().deadline());
        }
    }

    /** The beginning of a record of 512 octets: it says nothing wrong, and is never whole. */
    private static byte[] clientHello() {
        byte[] octets = new byte[517];
        octets[0] = TLS_RECORD;
        octets[1] = 3;
        octets[2] = 1;
        octets[3] = 2;
        octets[5] = 1;
        octets[7] = 1;
        octets[8] = (byte) 0xFC;
        octets[9] = 3;
        octets[10] = 3;
        return octets;
    }

    private static Heard slowUpgrade(Lab lab) throws IOException {
        try (Wire wire = lab.reach().secure(Optional.of(lab.own().tls()))) {
            wire.send("GET /route2b HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
            return refusedOrEnded(wire.hearHead(lab.settings().deadline()));
        }
    }

    private static Heard drippedUpgrade(Lab lab) throws IOException {
        byte[] head = ("GET /route2b HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(500))
                .getBytes(StandardCharsets.US_ASCII);
        try (Wire wire = lab.reach().secure(Optional.of(lab.own().tls()));
                Dripping drip = new Dripping(head, wire, lab.settings().deadline())) {
            drip.start();
            return refusedOrEnded(wire.hearHead(lab.settings().deadline()));
        }
    }

    private static Heard refusedOrEnded(Heard heard) {
        return heard instanceof Heard.Http http && http.status() == 408 ? new Heard.Ended("408") : heard;
    }

    /** Sends {@code frame} again and again after the beginning of a message. */
    private static Verdict flooded(Lab lab, byte[] frame) throws IOException {
        Duration before = Served.quickest(lab);
        try (Link link = Link.welcomed(lab);
                Flood flood = new Flood(link.wire(), frame, FRAMES_MOST)) {
            link.sendRaw(Frames.masked(Frames.BINARY_BEGINS, ONE));
            flood.start();
            Duration during = Served.quickest(lab);
            Heard heard = link.endByDeadline();
            boolean closed = heard instanceof Heard.Ended
                    || heard instanceof Heard.Closed end && (end.code() == 1008 || end.code() == 1009);
            String text = heard.text() + " after " + flood.sent() + " frames at most";
            return closed ? Served.judge(lab, before, during, text) : new Verdict.Failed(text);
        }
    }

    private static Verdict parallel(Lab lab) throws IOException {
        List<Link> links = new ArrayList<>();
        try {
            for (int number = 0; number < PARALLEL; number++) {
                links.add(Link.welcomed(lab));
            }
            for (Link older : links.subList(0, PARALLEL - 1)) {
                Heard heard = older.end();
                if (!(heard instanceof Heard.Closed closed) || closed.code() != 4001) {
                    return new Verdict.Failed("an older link: " + heard.text());
                }
            }
            var message = lab.pen().request(lab.counters().next(), "<!DOCTYPE x><x/>");
            links.get(PARALLEL - 1).send(message);
            links.get(PARALLEL - 1).answer(message);
            return new Verdict.Passed("the newest is served, " + (PARALLEL - 1) + " were closed with 4001");
        } finally {
            links.forEach(Link::close);
        }
    }

    private static Verdict parallelSilent(Lab lab) throws IOException {
        Duration before = Served.quickest(lab);
        List<Link> links = new ArrayList<>();
        try {
            for (int number = 0; number < PARALLEL; number++) {
                links.add(Link.upgraded(lab));
            }
            Duration during = Served.quickest(lab);
            for (Link link : links) {
                Heard heard = link.endByDeadline();
                if (!Expectation.closeOrEnd(4002).holds().test(heard)) {
                    return new Verdict.Failed(heard.text());
                }
            }
            return Served.judge(lab, before, during, "all were closed");
        } finally {
            links.forEach(Link::close);
        }
    }

    private static Verdict crowd(Lab lab) throws IOException {
        Duration before = Served.quickest(lab);
        List<Wire> stuck = new ArrayList<>();
        try {
            for (int number = 0; number < lab.settings().crowd(); number++) {
                Wire wire = lab.reach().plain();
                stuck.add(wire);
                wire.send(new byte[] {TLS_RECORD});
            }
            return Served.judge(lab, before, Served.quickest(lab), stuck.size() + " stuck peers");
        } finally {
            stuck.forEach(Wire::close);
        }
    }
}
