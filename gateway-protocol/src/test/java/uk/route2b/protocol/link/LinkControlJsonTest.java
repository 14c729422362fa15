package uk.route2b.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.specimen.Malformed.refuses;
import static uk.route2b.protocol.specimen.Malformed.refusesField;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;

class LinkControlJsonTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final KeyIdentifier SIGNER = KeyIdentifier.parse("4E5ED7D3AB43485C");
    private static final TlsBinding BINDING = new TlsBinding(
            Octets.ofText("gateway").sha256(), Octets.ofText("cem").sha256());
    private static final LinkControl.Hello HELLO =
            new LinkControl.Hello(3, "cem 0.1.0", List.of(SIGNER), Capabilities.ALL, 7, 6, BINDING);
    private static final LinkControl.Welcome WELCOME =
            new LinkControl.Welcome(9, 1_795_464_000_000L, 8, 7, 4_194_432, 64, Capabilities.ALL);
    private static final List<LinkControl> EVERY_KIND = List.of(
            HELLO,
            WELCOME,
            new LinkControl.Missing(255, List.of(0, 2047)),
            new LinkControl.Configured(4, true, ""),
            new LinkControl.Configured(4, false, "not-reachable"),
            new LinkControl.Drain(30_000));

    private static ObjectNode json(LinkControl control) {
        return (ObjectNode) MAPPER.readTree(LinkControlJson.write(control).toArray());
    }

    private static LinkControl read(ObjectNode json) throws MalformedException {
        return LinkControlJson.read(JsonText.write(json));
    }

    static List<LinkControl> everyKind() {
        return EVERY_KIND;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyKind")
    void everyKindComesBack(LinkControl control) throws MalformedException {
        assertThat(LinkControlJson.read(LinkControlJson.write(control))).isEqualTo(control);
    }

    static Stream<Arguments> everyRequiredKey() {
        return EVERY_KIND.stream()
                .flatMap(control -> json(control).propertyNames().stream()
                        .filter(key -> !key.equals("reason"))
                        .map(key -> Arguments.of(control, key)));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("everyRequiredKey")
    void aRequiredKeyThatIsAbsentNullOrOfAnotherTypeIsNamed(LinkControl control, String key) {
        ObjectNode absent = json(control);
        absent.remove(key);
        refusesField(key, () -> read(absent));
        refusesField(key, () -> read(json(control).putNull(key)));
        refusesField(key, () -> read(json(control).put(key, true)));
        refusesField(key, () -> read(json(control).put(key, 1.5)));
        refusesField(key, () -> read(wrongType(json(control), key)));
    }

    /** A number where a text or a structure stands, a text in place of a number. */
    private static ObjectNode wrongType(ObjectNode json, String key) {
        JsonNode value = json.get(key);
        return value.isNumber() ? json.put(key, value.toString()) : json.put(key, 7);
    }

    @Test
    void unknownKeysAndKnownOnesOfNoUseAreIgnored() throws MalformedException {
        ObjectNode json = json(HELLO).put("colour", "blue").put("epoch", "later");
        json.putObject("more").putArray("deep").add(1);
        assertThat(read(json)).isEqualTo(HELLO);
    }

    @Test
    void aKindThatNobodyKnowsIsNamed() {
        refusesField("kind", () -> read(JsonText.object().put("kind", "farewell")));
        refusesField("kind", () -> read(JsonText.object().put("kind", "Hello")));
        refusesField("result", () -> read(json(EVERY_KIND.get(3)).put("result", "maybe")));
    }

    @Test
    void duplicateKeysAndDepthAndHugeNumbersAreRefused() {
        refuses(
                Malformation.JSON,
                () -> LinkControlJson.read(Octets.ofText("{\"kind\":\"drain\",\"afterMillis\":1,\"afterMillis\":2}")));
        refuses(
                Malformation.JSON,
                () -> LinkControlJson.read(
                        Octets.ofText("{\"kind\":\"drain\",\"afterMillis\":1,\"x\":" + "[".repeat(5000))));
        refuses(
                Malformation.JSON,
                () -> LinkControlJson.read(
                        Octets.ofText("{\"kind\":\"drain\",\"afterMillis\":" + "9".repeat(50_000) + "}")));
        refuses(Malformation.TOO_LONG, 65_536, () -> LinkControlJson.read(Octets.ofText(" ".repeat(65_537))));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"0", "1", "9223372036854775807", "9223372036854775808", "18446744073709551615"})
    void countersAreDecimalTextsUpToTwoToTheSixtyFour(String counter) throws MalformedException {
        long value = Long.parseUnsignedLong(counter);
        LinkControl.Hello hello =
                new LinkControl.Hello(3, "cem", List.of(SIGNER), Capabilities.ALL, value, value, BINDING);
        assertThat(json(hello).get("accepted").stringValue()).isEqualTo(counter);
        assertThat(json(hello).get("floor").stringValue()).isEqualTo(counter);
        assertThat(LinkControlJson.read(LinkControlJson.write(hello))).isEqualTo(hello);
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        refusesField("accepted", () -> read(json(HELLO).put("accepted", "18446744073709551616")));
        refusesField("floor", () -> read(json(WELCOME).put("floor", "-1")));
        refusesField("configuration", () -> read(json(HELLO).put("configuration", -1)));
        refusesField("gatewayCertificate", () -> read(json(HELLO).put("gatewayCertificate", "AB")));
        refusesField("cemCertificate", () -> read(json(HELLO).put("cemCertificate", "G".repeat(64))));
        refusesField("signers", () -> read(json(HELLO).put("signers", "4E")));
        refusesField("epoch", () -> read(json(WELCOME).put("epoch", -1)));
        refusesField("time", () -> read(json(WELCOME).put("time", -1)));
        refusesField("messageOctets", () -> read(json(WELCOME).put("messageOctets", 1L << 31)));
        refusesField("window", () -> read(json(WELCOME).put("window", -1)));
        refusesField("afterMillis", () -> read(json(new LinkControl.Drain(1)).put("afterMillis", -1)));
        refusesField(
                "message",
                () -> read(json(new LinkControl.Missing(1, List.of(1))).put("message", 256)));
    }

    @Test
    void missingIndexesGoTo2047() {
        LinkControl.Missing all =
                new LinkControl.Missing(0, IntStream.range(0, 2048).boxed().toList());
        assertThat(LinkControlJson.write(all).size()).isLessThan(LinkControlJson.OCTETS_MOST);
        ObjectNode json = json(all);
        json.putArray("indexes").add(2048);
        refusesField("indexes", () -> read(json));
    }

    @Test
    void capabilitiesLeaveOutWhatThisVersionDoesNotKnow() throws MalformedException {
        ObjectNode json = json(HELLO);
        ObjectNode reads = json.putObject("reads");
        reads.putArray("7F01").add("21").add("7E").add("27");
        reads.putArray("7F09").add("21");
        Capabilities known = ((LinkControl.Hello) read(json)).reads();
        assertThat(known.formats())
                .isEqualTo(Map.of(PrivateMessageCode.OPENADR, Set.of(ContentFormat.XML, ContentFormat.EXCHANGE_ZLIB)));
        assertThat(known.codes()).containsExactly(PrivateMessageCode.OPENADR.code());
        reads.putArray("7F01").add("021");
        refusesField("7F01", () -> read(json));
    }

    @Test
    void nothingUnlistedIsChosen() {
        Capabilities plainOnly = new Capabilities(Map.of(PrivateMessageCode.OPENADR, Set.of(ContentFormat.XML)));
        assertThat(plainOnly.choose(PrivateMessageCode.OPENADR, ContentFormat.XML_ZLIB))
                .contains(ContentFormat.XML);
        assertThat(plainOnly.choose(PrivateMessageCode.OPENADR, ContentFormat.EXCHANGE))
                .isEmpty();
        assertThat(plainOnly.choose(PrivateMessageCode.CREDENTIALS, ContentFormat.DER))
                .isEmpty();
        assertThat(Capabilities.ALL.choose(PrivateMessageCode.OPENADR, ContentFormat.XML_ZLIB))
                .contains(ContentFormat.XML_ZLIB);
    }

    @Test
    void capabilitiesCannotBeChangedFromOutside() {
        Set<ContentFormat> all = Capabilities.ALL.formats().getOrDefault(PrivateMessageCode.OPENADR, Set.of());
        assertThatThrownBy(all::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Capabilities.ALL.formats().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void randomHellosAndWelcomesComeBack(long seed) throws MalformedException {
        Chance chance = new Chance(seed);
        for (int round = 0; round < 200; round++) {
            List<KeyIdentifier> signers = new ArrayList<>();
            for (int count = chance.below(4); count > 0; count--) {
                signers.add(new KeyIdentifier(chance.octets(8)));
            }
            LinkControl hello = new LinkControl.Hello(
                    chance.number() >>> 1,
                    "software \"" + chance.octets(3).hex() + "\" é\n",
                    signers,
                    Capabilities.ALL,
                    chance.number(),
                    chance.number(),
                    chance.number(),
                    new TlsBinding(chance.octets(32), chance.octets(32)));
            assertThat(LinkControlJson.read(LinkControlJson.write(hello))).isEqualTo(hello);
        }
    }

    @Test
    void anEndThatSaysNothingOfWhatIsSpentHasNothingSpent() throws MalformedException {
        assertThat(json(HELLO).has("spent")).isFalse();
        assertThat(json(WELCOME).has("spent")).isFalse();
        assertThat(((LinkControl.Welcome) read(json(WELCOME))).spent()).isZero();
        assertThat(((LinkControl.Hello) read(json(HELLO).put("spent", "5"))).spent())
                .isEqualTo(5);
        assertThatThrownBy(() -> read(json(HELLO).put("spent", 5))).isInstanceOf(MalformedException.class);
    }

    @Test
    void aBindingHasTwoDigests() {
        assertThatThrownBy(() -> new TlsBinding(Octets.EMPTY, BINDING.cem()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TlsBinding(BINDING.cem(), Octets.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closeCodesAreThoseOfTheContract() {
        assertThat(CloseCode.values())
                .extracting(CloseCode::number)
                .containsExactly(1000, 1001, 1003, 1008, 1009, 1013, 4001, 4002, 4003, 4004, 4005, 4007);
        for (CloseCode code : CloseCode.values()) {
            assertThat(CloseCode.of(code.number())).contains(code);
        }
        assertThat(CloseCode.of(4006)).isEmpty();
    }

    @Test
    void sixtyFourKibibytesAreReadAndOneOctetMoreIsRefused() throws MalformedException {
        String drain = "{\"kind\":\"drain\",\"afterMillis\":1}";
        Octets most = Octets.ofText(drain + " ".repeat(LinkControlJson.OCTETS_MOST - drain.length()));
        assertThat(LinkControlJson.read(most)).isEqualTo(new LinkControl.Drain(1));
        Octets more = Octets.concat(most, Octets.ofText(" "));
        assertThatThrownBy(() -> LinkControlJson.read(more)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aCodeOfWhichNothingIsReadIsAsOneThatIsNotListed() {
        Capabilities none = new Capabilities(Map.of(PrivateMessageCode.OPENADR, Set.of()));
        assertThat(none).isEqualTo(new Capabilities(Map.of()));
        assertThat(none.codes()).isEmpty();
    }
}
