package uk.route2b.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.RemotePartyMessage;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.HttpExchange;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentHeader;
import uk.route2b.protocol.tunnel.FragmentOrigin;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.protocol.tunnel.Labels;

/** Our code agrees with the kept vectors; the same files are read by interop/reader.py. */
class VectorsTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MOST = 1024 * 1024;

    @TestFactory
    Stream<DynamicTest> signedMessages() {
        return each("signed-message", VectorsTest::signedMessage);
    }

    private static void signedMessage(JsonNode vector) throws Exception {
        Octets octets = octets(vector, "octets");
        if (text(vector, "result").equals("malformed")) {
            refuses(() -> RemotePartyMessage.read(octets, SignedMessageReader.DEFAULT));
            return;
        }
        SignedMessage message =
                RemotePartyMessage.read(octets, SignedMessageReader.DEFAULT).message();
        boolean verified = Ecdsa.PLATFORM.verifies(message.signedOctets(), message.signature(), key(vector));
        assertThat(verified).isEqualTo(text(vector, "result").equals("verified"));
        if (verified) {
            assertThat(message.header().cra().octet())
                    .isEqualTo(vector.get("cra").intValue());
            assertThat(message.header().counterText()).isEqualTo(text(vector, "counter"));
            assertThat(message.header().originator()).hasToString(text(vector, "originator"));
            assertThat(message.header().target()).hasToString(text(vector, "target"));
            assertThat(message.header().code()).hasToString(text(vector, "code"));
            assertThat(message.content().sha256().hex()).isEqualTo(text(vector, "contentSha256"));
            assertThat(message.digest().hex()).isEqualTo(text(vector, "digest"));
        }
    }

    private static PublicKey key(JsonNode vector) throws Exception {
        byte[] encoded = octets(vector, "key").toArray();
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @TestFactory
    Stream<DynamicTest> contents() {
        return each("content", VectorsTest::content);
    }

    private static void content(JsonNode vector) throws Exception {
        Octets octets = octets(vector, "content");
        if (text(vector, "result").equals("malformed")) {
            refuses(() -> readWhole(octets));
            return;
        }
        Content content = Content.read(octets);
        assertThat(content.format().digits()).isEqualTo(text(vector, "format"));
        assertThat(content.plainBody(MOST)).isEqualTo(octets(vector, "plain"));
        if (content.format() == ContentFormat.RECEIPT) {
            Receipt receipt = Receipt.read(content.body());
            assertThat(receipt.status().octet()).isEqualTo(vector.get("status").intValue());
            assertThat(receipt.digest()).isEqualTo(octets(vector, "digest"));
            assertThat(receipt.detail()).isEqualTo(text(vector, "detail"));
            assertThat(receipt.content()).isEqualTo(content);
        }
    }

    private static void readWhole(Octets octets) throws MalformedException {
        Content content = Content.read(octets);
        Octets plain = content.plainBody(MOST);
        if (content.format() == ContentFormat.RECEIPT) {
            Receipt.read(plain);
        }
    }

    @TestFactory
    Stream<DynamicTest> exchanges() {
        return each("http-exchange", VectorsTest::exchange);
    }

    private static void exchange(JsonNode vector) throws Exception {
        Octets octets = octets(vector, "content");
        if (text(vector, "result").equals("malformed")) {
            refuses(() -> HttpExchange.read(octets));
            return;
        }
        HttpExchange exchange = HttpExchange.read(octets);
        Map<String, String> lines = new TreeMap<>();
        vector.get("lines")
                .properties()
                .forEach(line -> lines.put(line.getKey(), line.getValue().stringValue()));
        assertThat(exchange).isEqualTo(new HttpExchange(lines, octets(vector, "body")));
        assertThat(exchange.octets()).isEqualTo(octets);
    }

    @TestFactory
    Stream<DynamicTest> keyIdentifiers() {
        return each("key-identifier", vector -> {
            byte[] encoded = octets(vector, "subjectPublicKeyInfo").toArray();
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            assertThat(KeyIdentifier.of(key)).hasToString(text(vector, "identifier"));
        });
    }

    @TestFactory
    Stream<DynamicTest> fragmentHeaders() {
        return each("fragment-header", VectorsTest::fragmentHeader);
    }

    private static void fragmentHeader(JsonNode vector) throws Exception {
        String characters = text(vector, "characters");
        if (text(vector, "result").equals("ignored")) {
            refuses(() -> Fragment.read(characters));
            return;
        }
        FragmentHeader header = Fragment.read(characters).header();
        assertThat(header.bits().origin() == FragmentOrigin.CEM ? 1 : 0)
                .isEqualTo(vector.get("origin").intValue());
        assertThat(header.bits().compressed())
                .isEqualTo(vector.get("compressed").booleanValue());
        assertThat(header.bits().base64()).isEqualTo(vector.get("base64").booleanValue());
        assertThat(header.bits().last()).isEqualTo(vector.get("last").booleanValue());
        assertThat(header.index()).isEqualTo(vector.get("index").intValue());
        assertThat(header.messageId()).isEqualTo(vector.get("messageId").intValue());
        assertThat(new Fragment(header, "").text()).isEqualTo(characters);
    }

    /** Our zlib need not give the same octets on every platform, so the vector is joined and only then cut again. */
    @TestFactory
    Stream<DynamicTest> tunnelMessages() {
        return each("tunnel-message", vector -> {
            Direction direction = text(vector, "direction").equals("down") ? Direction.DOWN : Direction.UP;
            Octets octets = octets(vector, "octets");
            List<String> fragments = texts(vector, "fragments");
            assertThat(JoinedText.of(direction, fragments)).isEqualTo(octets);
            List<String> ours = FragmentSplitter.split(
                            octets, direction, vector.get("messageId").intValue())
                    .stream()
                    .map(Fragment::text)
                    .toList();
            assertThat(JoinedText.of(direction, ours)).isEqualTo(octets);
            assertThat(ours).hasSameSizeAs(fragments);
        });
    }

    @TestFactory
    Stream<DynamicTest> labels() {
        return each("labels", vector -> {
            Labels labels = Labels.of(text(vector, "text"));
            assertThat(labels.texts()).isEqualTo(texts(vector, "labels"));
            assertThat(labels.text().orElse("")).isEqualTo(text(vector, "text"));
        });
    }

    @TestFactory
    Stream<DynamicTest> linkControls() {
        return each("link-control", vector -> {
            Octets json = Octets.ofText(text(vector, "json"));
            if (text(vector, "result").equals("malformed")) {
                refuses(() -> LinkControlJson.read(json));
            } else {
                assertThat(LinkControlJson.read(json).kind().word()).isEqualTo(text(vector, "name"));
                assertThat(LinkControlJson.write(LinkControlJson.read(json))).isEqualTo(json);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> linkConfigurations() {
        return each("link-configuration", vector -> {
            Octets json = Octets.ofText(text(vector, "json"));
            if (text(vector, "result").equals("malformed")) {
                refuses(() -> LinkConfigurationJson.read(json));
            } else {
                assertThat(LinkConfigurationJson.write(LinkConfigurationJson.read(json)))
                        .isEqualTo(json);
            }
        });
    }

    @FunctionalInterface
    private interface Check {
        void of(JsonNode vector) throws Exception;
    }

    private static Stream<DynamicTest> each(String file, Check check) {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode vector : vectors(file)) {
            tests.add(DynamicTest.dynamicTest(text(vector, "name"), () -> check.of(vector)));
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static JsonNode vectors(String file) {
        InputStream stream = VectorsTest.class.getResourceAsStream("/vectors/" + file + ".json");
        assertThat(stream).as("vectors/%s.json", file).isNotNull();
        return MAPPER.readTree(stream).get("vectors");
    }

    private static void refuses(Executable reading) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(reading::execute);
    }

    private static String text(JsonNode vector, String key) {
        return vector.get(key).stringValue();
    }

    private static Octets octets(JsonNode vector, String key) {
        return Octets.ofHex(text(vector, key));
    }

    private static List<String> texts(JsonNode vector, String key) {
        List<String> texts = new ArrayList<>();
        vector.get(key).forEach(element -> texts.add(element.stringValue()));
        return texts;
    }
}
