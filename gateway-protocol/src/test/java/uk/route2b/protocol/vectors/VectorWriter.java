package uk.route2b.protocol.vectors;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.HttpExchange;
import uk.route2b.protocol.tunnel.ControlBitProfile;
import uk.route2b.protocol.tunnel.ControlBits;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentHeader;
import uk.route2b.protocol.tunnel.FragmentOrigin;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.protocol.tunnel.TunnelMessage;

/**
 * Writes the vectors anew, with fresh keys, into the folder given; run by hand when a wire rule changes.
 *
 * <p>The vectors are kept and not made at each run, so that a change of the code can not change them unseen.
 */
public final class VectorWriter {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    private static final long COUNTER = 1_795_464_000_000L;
    private static final String EVENT = "<oadrDistributeEvent xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>";

    private final Path folder;
    private final KeyPair key;

    private VectorWriter(Path folder, KeyPair key) {
        this.folder = folder;
        this.key = key;
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        new VectorWriter(Path.of(arguments[0]), generator.generateKeyPair()).writeAll();
    }

    private void writeAll() throws IOException {
        write("signed-message", signedMessages());
        write("content", contents());
        write("http-exchange", exchanges());
        write("key-identifier", keyIdentifiers());
        write("fragment-header", fragmentHeaders());
        write("tunnel-message", tunnelMessages());
        write("labels", labels());
        write("link-control", linkControls());
        write("link-configuration", linkConfigurations());
    }

    private void write(String name, ArrayNode vectors) throws IOException {
        ObjectNode file = MAPPER.createObjectNode();
        file.put("format", name);
        file.set("vectors", vectors);
        Files.writeString(folder.resolve(name + ".json"), MAPPER.writeValueAsString(file) + "\n");
    }

    private SignedMessage message(CraFlag cra, long counter, Octets content) {
        EntityIdentifier from = cra == CraFlag.ALERT ? CEM : DSRSP;
        EntityIdentifier to = cra == CraFlag.ALERT ? DSRSP : CEM;
        GroupingHeader header = GroupingHeader.of(cra, counter, from, to, new MessageCode(0x7F01));
        return new UnsignedMessage(header, content).sign(Ecdsa.signer(key.getPrivate()));
    }

    private SignedMessage message(CraFlag cra, long counter, int bodySize) {
        String body = EVENT + "<!-- -->".repeat(bodySize);
        return message(
                cra,
                counter,
                Content.plain(ContentFormat.XML, Octets.ofText(body)).octets());
    }

    private ArrayNode signedMessages() {
        ArrayNode vectors = MAPPER.createArrayNode();
        SignedMessage command = message(CraFlag.COMMAND, COUNTER, 0);
        good(vectors, "command, content length of one octet", command);
        good(vectors, "alert, content length of two octets", message(CraFlag.ALERT, COUNTER + 1, 10));
        good(vectors, "response, content length of three octets", message(CraFlag.RESPONSE, COUNTER + 2, 40));
        good(vectors, "command, content length of four octets", message(CraFlag.COMMAND, COUNTER + 3, 9000));
        good(vectors, "command, highest counter", message(CraFlag.COMMAND, -1L, 0));
        good(vectors, "command, the other s", otherS(command));
        good(vectors, "meter alert with date-time and more other information", meterAlert());
        good(vectors, "inside a MAC header", mac(command), command);
        String hex = command.octets().hex();
        bad(vectors, "signature over other octets", flip(hex, hex.length() - 140), "signature");
        bad(vectors, "tag DE", "DE" + hex.substring(2), "malformed");
        bad(vectors, "CRA 04", hex.substring(0, 4) + "04" + hex.substring(6), "malformed");
        bad(vectors, "cut by one octet", hex.substring(0, hex.length() - 2), "malformed");
        bad(vectors, "one octet more", hex + "00", "malformed");
        bad(vectors, "content length not in its shortest form", notShortest(hex), "malformed");
        bad(
                vectors,
                "signature length 41",
                hex.substring(0, hex.length() - 130) + "41" + hex.substring(hex.length() - 128) + "00",
                "malformed");
        bad(vectors, "date-time of eleven octets", hex.substring(0, 58) + "0B" + hex.substring(60), "malformed");
        bad(vectors, "other information of one octet", hex.substring(0, 60) + "01" + hex.substring(64), "malformed");
        bad(
                vectors,
                "MAC header with another length",
                mac(command).replaceFirst("^DD000000000000", "DD00000000000000"),
                "malformed");
        bad(vectors, "no signature", hex.substring(0, hex.length() - 130) + "00", "unsigned");
        return vectors;
    }

    private SignedMessage meterAlert() {
        GroupingHeader header = new GroupingHeader(
                CraFlag.ALERT,
                2003,
                CEM,
                DSRSP,
                Octets.ofHex("07EA0B17010C000000800000"),
                Octets.ofHex("012390B3D51F30010008"));
        return new UnsignedMessage(header, Octets.ofText("not ours")).sign(Ecdsa.signer(key.getPrivate()));
    }

    /** Around a message: only the DCC could tell whether the MAC is right, so any twelve octets do. */
    private static String mac(SignedMessage message) {
        int length = message.octets().size() + 5 + 12;
        return "DD" + "00".repeat(6) + String.format("81%02X", length) + "1100000000"
                + message.octets().hex() + "A5".repeat(12);
    }

    private static String notShortest(String hex) {
        int length = 2 * 33;
        return hex.substring(0, length) + "81" + hex.substring(length);
    }

    private static String flip(String hex, int position) {
        int digit = Character.digit(hex.charAt(position), 16) ^ 1;
        return hex.substring(0, position)
                + Character.toUpperCase(Character.forDigit(digit, 16))
                + hex.substring(position + 1);
    }

    private SignedMessage otherS(SignedMessage message) {
        BigInteger order = ((ECPublicKey) key.getPublic()).getParams().getOrder();
        Octets r = message.signature().slice(0, 32);
        BigInteger s = new BigInteger(1, message.signature().slice(32, 64).toArray());
        String twin = String.format("%064X", order.subtract(s));
        Octets octets = Octets.ofHex(
                message.octets().hex().substring(0, 2 * (message.octets().size() - 64)) + r.hex() + twin);
        return new SignedMessage(
                octets,
                message.header(),
                message.content(),
                message.signedOctets(),
                octets.slice(octets.size() - 64, octets.size()));
    }

    private void good(ArrayNode vectors, String name, SignedMessage message) {
        good(vectors, name, message.octets().hex(), message);
    }

    private void good(ArrayNode vectors, String name, String octets, SignedMessage message) {
        ObjectNode vector = vector(vectors, name, octets, "verified");
        vector.put("cra", message.header().cra().octet());
        vector.put("counter", message.header().counterText());
        vector.put("originator", message.header().originator().toString());
        vector.put("target", message.header().target().toString());
        vector.put("code", message.header().code().toString());
        vector.put("contentSha256", message.content().sha256().hex());
        vector.put("digest", message.digest().hex());
    }

    private void bad(ArrayNode vectors, String name, String hex, String result) {
        vector(vectors, name, hex, result);
    }

    private ObjectNode vector(ArrayNode vectors, String name, String hex, String result) {
        ObjectNode vector = vectors.addObject().put("name", name).put("octets", hex);
        vector.put("key", Octets.of(key.getPublic().getEncoded()).hex());
        return vector.put("result", result);
    }

    private ArrayNode contents() {
        ArrayNode vectors = MAPPER.createArrayNode();
        Octets event = Octets.ofText(EVENT.repeat(4));
        content(vectors, "XML as it is", Content.plain(ContentFormat.XML, event), event);
        content(vectors, "XML as zlib", Content.smallest(ContentFormat.XML, event), event);
        Octets json = Octets.ofText("{\"kind\":\"drain\",\"afterMillis\":5000}");
        content(vectors, "JSON", Content.plain(ContentFormat.JSON, json), json);
        Octets long2a = Octets.ofText("{\"version\":1,\"fill\":\"" + "a".repeat(200) + "\"}");
        content(vectors, "JSON as zlib", Content.smallest(ContentFormat.JSON, long2a), long2a);
        Octets exchange = new HttpExchange(Map.of("ven", "VEN_1"), event).octets();
        content(vectors, "HTTP exchange", Content.plain(ContentFormat.EXCHANGE, exchange), exchange);
        content(vectors, "HTTP exchange as zlib", Content.smallest(ContentFormat.EXCHANGE, exchange), exchange);
        Octets digest = event.sha256();
        for (ReceiptStatus status : ReceiptStatus.values()) {
            Receipt receipt = new Receipt(status, digest, status == ReceiptStatus.REFUSED ? "ven-unknown" : "");
            ObjectNode vector = content(
                    vectors,
                    "receipt " + status.octet(),
                    receipt.content(),
                    receipt.content().body());
            vector.put("status", status.octet()).put("digest", digest.hex()).put("detail", receipt.detail());
        }
        refused(vectors, "unknown format", "28" + event.hex());
        refused(vectors, "nothing", "");
        refused(
                vectors,
                "zlib with octets after it",
                Content.smallest(ContentFormat.XML, event).octets().hex() + "00");
        refused(
                vectors,
                "receipt with a digest cut short",
                "2000" + digest.hex().substring(2));
        refused(vectors, "receipt with an unknown status", "2006" + digest.hex());
        return vectors;
    }

    private static ObjectNode content(ArrayNode vectors, String name, Content content, Octets plain) {
        return vectors.addObject()
                .put("name", name)
                .put("content", content.octets().hex())
                .put("result", "read")
                .put("format", content.format().digits())
                .put("plain", plain.hex());
    }

    private static void refused(ArrayNode vectors, String name, String content) {
        vectors.addObject().put("name", name).put("content", content).put("result", "malformed");
    }

    private static ArrayNode exchanges() {
        ArrayNode vectors = MAPPER.createArrayNode();
        exchange(vectors, "a VEN named", Map.of("ven", "VEN_2A"), Octets.ofText(EVENT));
        exchange(vectors, "status, type, empty body", Map.of("status", "503", "type", "text/plain"), Octets.EMPTY);
        exchange(
                vectors,
                "service of an oadrResponse",
                Map.of("service", "EiReport", "ven", "VEN 1"),
                Octets.ofHex("FEFF003C"));
        exchange(vectors, "no lines", Map.of(), Octets.ofText(EVENT));
        for (Map.Entry<String, String> bad : badLines().entrySet()) {
            Octets lines = Octets.ofText(bad.getValue());
            refused(vectors, bad.getKey(), String.format("%04X", lines.size()) + lines.hex());
        }
        refused(vectors, "lines cut short", "0010" + Octets.ofText("ven: A\n").hex());
        return vectors;
    }

    private static Map<String, String> badLines() {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("a name twice", "ven: A\nven: B\n");
        bad.put("no line end", "ven: A");
        bad.put("carriage return", "ven: A\r\n");
        bad.put("no blank after the colon", "ven:A\n");
        bad.put("upper-case name", "Ven: A\n");
        bad.put("authorization", "authorization: Basic QQ==\n");
        bad.put("status that is no number", "status: ok\n");
        bad.put("blank at the end", "ven: A \n");
        return bad;
    }

    private static void exchange(ArrayNode vectors, String name, Map<String, String> lines, Octets body) {
        ObjectNode vector = vectors.addObject();
        vector.put("name", name)
                .put("content", new HttpExchange(lines, body).octets().hex())
                .put("result", "read");
        ObjectNode object = vector.putObject("lines");
        lines.forEach(object::put);
        vector.put("body", body.hex());
    }

    private ArrayNode keyIdentifiers() {
        ArrayNode vectors = MAPPER.createArrayNode();
        vectors.addObject()
                .put("name", "a fresh key")
                .put(
                        "subjectPublicKeyInfo",
                        Octets.of(key.getPublic().getEncoded()).hex())
                .put("identifier", KeyIdentifier.of(key.getPublic()).toString());
        return vectors;
    }

    private static ArrayNode fragmentHeaders() {
        ArrayNode vectors = MAPPER.createArrayNode();
        List<ControlBits> bits = List.of(
                new ControlBits(FragmentOrigin.DSRSP, false, false, false),
                new ControlBits(FragmentOrigin.CEM, false, false, false),
                new ControlBits(FragmentOrigin.DSRSP, true, false, false),
                new ControlBits(FragmentOrigin.DSRSP, false, true, false),
                new ControlBits(FragmentOrigin.DSRSP, false, false, true),
                new ControlBits(FragmentOrigin.CEM, true, true, true));
        for (ControlBits each : bits) {
            header(vectors, new FragmentHeader(each, 0, 0));
            header(vectors, new FragmentHeader(each, 2047, 255));
            header(vectors, new FragmentHeader(each, 1, 2));
        }
        vectors.addObject()
                .put("name", "reserved bit")
                .put("characters", "CAAA")
                .put("result", "ignored");
        vectors.addObject()
                .put("name", "outside the alphabet")
                .put("characters", "A_AA")
                .put("result", "ignored");
        return vectors;
    }

    private static void header(ArrayNode vectors, FragmentHeader header) {
        String characters = new Fragment(header, "").text(ControlBitProfile.ROUTE_2B);
        ObjectNode vector = vectors.addObject()
                .put("name", characters)
                .put("characters", characters)
                .put("result", "read");
        vector.put("origin", header.bits().origin() == FragmentOrigin.CEM ? 1 : 0);
        vector.put("compressed", header.bits().compressed())
                .put("base64", header.bits().base64());
        vector.put("last", header.bits().last()).put("index", header.index()).put("messageId", header.messageId());
    }

    private ArrayNode tunnelMessages() {
        ArrayNode vectors = MAPPER.createArrayNode();
        tunnel(vectors, "event down", message(CraFlag.COMMAND, COUNTER, 20).octets(), Direction.DOWN, 7);
        tunnel(vectors, "event up", message(CraFlag.ALERT, COUNTER, 20).octets(), Direction.UP, 255);
        Octets random = Octets.ofText("route 2b").sha256();
        tunnel(vectors, "not deflated, one fragment", random, Direction.DOWN, 0);
        Octets long2a = Octets.concat(random.sha256(), random, random.sha256().sha256());
        tunnel(vectors, "not deflated, two fragments", long2a, Direction.DOWN, 1);
        return vectors;
    }

    private static void tunnel(ArrayNode vectors, String name, Octets octets, Direction direction, int id) {
        ObjectNode vector = vectors.addObject().put("name", name).put("octets", octets.hex());
        vector.put("direction", direction == Direction.DOWN ? "down" : "up").put("messageId", id);
        vector.put("compressed", TunnelMessage.of(octets).compressed());
        ArrayNode fragments = vector.putArray("fragments");
        FragmentSplitter.split(octets, direction, id).forEach(fragment -> fragments.add(fragment.text()));
    }

    private static ArrayNode labels() {
        ArrayNode vectors = MAPPER.createArrayNode();
        for (String text : List.of("", "AAAAabc", "0123456789".repeat(11), "ends in the second label")) {
            ObjectNode vector = vectors.addObject()
                    .put("name", text.length() + " characters")
                    .put("text", text);
            ArrayNode array = vector.putArray("labels");
            Labels.of(text).texts().forEach(array::add);
        }
        return vectors;
    }

    private static ArrayNode linkControls() {
        ArrayNode vectors = MAPPER.createArrayNode();
        KeyIdentifier signer = KeyIdentifier.parse("4E5ED7D3AB43485C");
        TlsBinding binding = new TlsBinding(
                Octets.ofText("gateway").sha256(), Octets.ofText("cem").sha256());
        json(
                vectors,
                "hello",
                LinkControlJson.write(new LinkControl.Hello(
                        3, "route2b-client/0.1.0", List.of(signer), Capabilities.ALL, COUNTER, -1L, binding)));
        json(
                vectors,
                "welcome",
                LinkControlJson.write(
                        new LinkControl.Welcome(7, COUNTER, COUNTER + 1, 0, 4_194_432, 64, Capabilities.ALL)));
        json(
                vectors,
                "hello",
                LinkControlJson.write(new LinkControl.Hello(
                        3,
                        "route2b-client/0.1.0",
                        List.of(signer),
                        Capabilities.ALL,
                        COUNTER,
                        COUNTER,
                        COUNTER - 70,
                        binding)));
        json(
                vectors,
                "welcome",
                LinkControlJson.write(new LinkControl.Welcome(
                        7, COUNTER, COUNTER + 1, 0, COUNTER - 70, 4_194_432, 64, Capabilities.ALL)));
        json(vectors, "missing", LinkControlJson.write(new LinkControl.Missing(255, List.of(0, 3, 2047))));
        json(vectors, "configured", LinkControlJson.write(new LinkControl.Configured(3, true, "")));
        json(vectors, "configured", LinkControlJson.write(new LinkControl.Configured(4, false, "not-a-wss-uri")));
        json(vectors, "drain", LinkControlJson.write(new LinkControl.Drain(5000)));
        notJson(vectors, "unknown kind", "{\"kind\":\"goodbye\"}");
        notJson(vectors, "key twice", "{\"kind\":\"drain\",\"afterMillis\":1,\"afterMillis\":2}");
        notJson(vectors, "missing key", "{\"kind\":\"drain\"}");
        String counters = "\"accepted\":\"0\",\"floor\":\"0\",\"spent\":7";
        String welcome = "{\"kind\":\"welcome\",\"epoch\":7,\"time\":1," + counters;
        notJson(vectors, "spent is no text", welcome + ",\"messageOctets\":1,\"window\":64,\"reads\":{}}");
        notJson(vectors, "something after it", "{\"kind\":\"drain\",\"afterMillis\":1}x");
        notJson(vectors, "an array", "[]");
        return vectors;
    }

    private static void json(ArrayNode vectors, String name, Octets octets) {
        vectors.addObject().put("name", name).put("json", octets.text()).put("result", "read");
    }

    private static void notJson(ArrayNode vectors, String name, String text) {
        vectors.addObject().put("name", name).put("json", text).put("result", "malformed");
    }

    private static ArrayNode linkConfigurations() {
        ArrayNode vectors = MAPPER.createArrayNode();
        KeyIdentifier gateway = KeyIdentifier.parse("4E5ED7D3AB43485C");
        KeyIdentifier next = KeyIdentifier.parse("44899792D196F4B8");
        KeyIdentifier issuer = KeyIdentifier.parse("4F5688D7EC933BE2");
        URI endpoint = URI.create("wss://gw.example.org/route2b");
        json(
                vectors,
                "smallest",
                LinkConfigurationJson.write(
                        LinkConfiguration.of(1, List.of(endpoint), List.of(gateway), issuer, COUNTER)));
        json(
                vectors,
                "everything",
                LinkConfigurationJson.write(new LinkConfiguration(
                        2,
                        List.of(endpoint, URI.create("wss://other.example.org:8443/route2b")),
                        List.of(gateway, next),
                        issuer,
                        COUNTER,
                        CemCertificate.ENROL,
                        Optional.of(COUNTER),
                        Optional.of(COUNTER + 86_400_000L),
                        new LinkTimers(60, 1, 60, 30))));
        notJson(
                vectors,
                "no issuer",
                "{\"version\":1,\"endpoints\":\"wss://a/route2b\",\"gateway\":\"4E5ED7D3AB43485C\",\"time\":1}");
        notJson(
                vectors,
                "version as text",
                "{\"version\":\"1\",\"endpoints\":\"wss://a/route2b\",\"gateway\":\"4E5ED7D3AB43485C\",\"issuer\":\"4E5ED7D3AB43485D\",\"time\":1}");
        return vectors;
    }
}
