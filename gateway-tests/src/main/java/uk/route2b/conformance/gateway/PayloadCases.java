package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/** Messages that are rightly signed and carry what must not go on: refused for good, by a signed receipt. */
final class PayloadCases {
    private static final String CLAUSE = "4 refusing and 10 parse and correlate";
    private static final int MOST = 8 * 1024 * 1024;
    private static final int DEEP = 1_000;
    private static final MessageCode OPENADR = PrivateMessageCode.OPENADR.code();
    private static final MessageCode CREDENTIALS = PrivateMessageCode.CREDENTIALS.code();
    private static final String NAMESPACES = " xmlns=\"http://openadr.org/oadr-2.0b/2012/07\""
            + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\"";

    private PayloadCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                xml("doctype", "a document type declaration", "<!DOCTYPE oadrPoll>" + Pen.POLL),
                xml("entity", "an entity that is used", "<!DOCTYPE x [<!ENTITY e \"x\">]>" + inside("&e;")),
                xml("billion-laughs", "entities that multiply a thousandfold", laughs()),
                xml(
                        "external-entity",
                        "an entity that is a file",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + inside("&e;")),
                xml(
                        "external-doctype",
                        "a document type from elsewhere",
                        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\">" + Pen.POLL),
                xml("deep", "elements 1,000 deep", inside("<a>".repeat(DEEP) + "</a>".repeat(DEEP))),
                xml("many-attributes", "an element with 1,000 attributes", inside("<a" + attributes() + "/>")),
                xml("truncated", "XML that ends too early", "<oadrPoll" + NAMESPACES + "><ei:venID>VEN_1</ei:ve"),
                xml("two-documents", "two documents in one", Pen.POLL + Pen.POLL),
                xml("no-xml", "text", "GET / HTTP/1.1"),
                xml("no-openadr", "XML that is no OpenADR", "<html><body/></html>"),
                xml("wrong-direction", "a message that only a VTN sends", "<oadrDistributeEvent" + NAMESPACES + "/>"),
                content("zlib-bomb", "64 MiB in 64 KiB of zlib", lab -> deflated(new byte[64 << 20])),
                content("zlib-garbage", "zlib that is none", lab -> of(0x22, Octets.ofText("no zlib at all"))),
                content(
                        "zlib-with-more",
                        "octets after the checksum of zlib",
                        lab -> Octets.concat(deflated(Pen.POLL.getBytes(StandardCharsets.UTF_8)), Octets.of((byte) 0))),
                content("unknown-format", "format 2F", lab -> of(0x2F, Octets.ofText(Pen.POLL))),
                content(
                        "receipt-as-a-request",
                        "a receipt that answers nothing",
                        lab -> of(0x20, Octets.of(new byte[33]))),
                content("json-as-openadr", "JSON under the code of OpenADR", lab -> of(0x23, Octets.ofText("{}"))),
                content(
                        "exchange-with-authorization",
                        "an HTTP exchange with an authorization line",
                        lab -> exchange("authorization: Basic eDp5\n")),
                content(
                        "exchange-name-twice",
                        "an HTTP exchange with a name twice",
                        lab -> exchange("ven: VEN_1\nven: VEN_2\n")),
                content(
                        "exchange-line-split",
                        "an HTTP exchange with a carriage return in a value",
                        lab -> exchange("type: text/xml\rx: y\n")),
                content(
                        "exchange-lines-too-long",
                        "an HTTP exchange whose lines are longer than it is",
                        lab -> of(0x26, Octets.ofHex("0FFF"))),
                of(
                        "no-certificate-request",
                        "7F03 that is no PKCS#10",
                        CREDENTIALS,
                        lab -> of(0x25, Octets.ofText("no DER"))),
                Case.judged(
                        "payloads.wrong-venid",
                        "10 authentication, venID in every position",
                        "a poll with the venID of somebody else",
                        "463 in the right message",
                        PayloadCases::wrongVenId));
    }

    @FunctionalInterface
    private interface Body {
        Octets of(Lab lab);
    }

    private static Case<Lab> xml(String name, String sent, String text) {
        return content(name, sent, lab -> of(0x21, Octets.ofText(text)));
    }

    private static Case<Lab> content(String name, String sent, Body body) {
        return of(name, sent, OPENADR, body);
    }

    private static Case<Lab> of(String name, String sent, MessageCode code, Body body) {
        return Case.judged("payloads." + name, CLAUSE, sent, "a signed receipt 01, and the link stays", lab -> {
            try (Link link = Link.welcomed(lab)) {
                Verdict verdict = receipt(exchange(lab, link, code, body.of(lab)));
                return verdict instanceof Verdict.Passed ? stays(lab, link, verdict) : verdict;
            }
        });
    }

    private static SignedMessage exchange(Lab lab, Link link, MessageCode code, Octets content) throws IOException {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.ALERT,
                lab.counters().next(),
                lab.own().entity(),
                lab.dsrsp().entity(),
                code);
        SignedMessage message =
                new UnsignedMessage(header, content).sign(Ecdsa.signer(lab.own().messageKey()));
        link.send(message);
        return link.answer(message);
    }

    private static Verdict receipt(SignedMessage answer) throws IOException {
        try {
            Content content = Content.read(answer.content());
            if (content.format() != ContentFormat.RECEIPT) {
                return new Verdict.Failed(
                        "an answer of format " + content.format().digits());
            }
            Receipt receipt = Receipt.read(content.body());
            String text = "receipt " + receipt.status() + " " + receipt.detail();
            return receipt.status() == ReceiptStatus.REFUSED ? new Verdict.Passed(text) : new Verdict.Failed(text);
        } catch (MalformedException broken) {
            throw new IOException("the answer cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static Verdict stays(Lab lab, Link link, Verdict verdict) throws IOException {
        SignedMessage next = lab.pen().request(lab.counters().next(), "<!DOCTYPE x><x/>");
        link.send(next);
        link.answer(next);
        return verdict;
    }

    private static Verdict wrongVenId(Lab lab) throws IOException {
        String poll = inside("<ei:venID>VEN_OF_SOMEBODY_ELSE</ei:venID>");
        try (Link link = Link.welcomed(lab)) {
            SignedMessage answer = exchange(lab, link, OPENADR, of(0x21, Octets.ofText(poll)));
            OpenAdrExchange read = OpenAdrExchange.read(Content.read(answer.content()), MOST);
            String body = read.body().text();
            boolean right = body.contains(">463<") && body.contains("oadrResponse");
            return right ? new Verdict.Passed("463 in an oadrResponse") : new Verdict.Failed(body);
        } catch (MalformedException other) {
            return new Verdict.Failed("no OpenADR: " + other.getMessage());
        }
    }

    private static String inside(String inner) {
        return "<oadrPoll" + NAMESPACES + ">" + inner + "</oadrPoll>";
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 \"lol\">");
        for (int level = 1; level < 10; level++) {
            String before = "&l" + (level - 1) + ";";
            entities.append("<!ENTITY l")
                    .append(level)
                    .append(" \"")
                    .append(before.repeat(10))
                    .append("\">");
        }
        return entities.append("]>").append(inside("&l9;")).toString();
    }

    private static String attributes() {
        StringBuilder attributes = new StringBuilder();
        for (int number = 0; number < DEEP; number++) {
            attributes.append(" a").append(number).append("=\"\"");
        }
        return attributes.toString();
    }

    private static Octets of(int format, Octets body) {
        return Octets.concat(Octets.of((byte) format), body);
    }

    private static Octets deflated(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] room = new byte[plain.length / 500 + 1024];
            int size = deflater.deflate(room);
            return of(0x22, Octets.of(room).slice(0, size));
        } finally {
            deflater.end();
        }
    }

    private static Octets exchange(String lines) {
        byte[] text = lines.getBytes(StandardCharsets.US_ASCII);
        Octets length = Octets.of((byte) (text.length >>> 8), (byte) text.length);
        return of(0x26, Octets.concat(length, Octets.of(text), Octets.ofText(Pen.POLL)));
    }
}
