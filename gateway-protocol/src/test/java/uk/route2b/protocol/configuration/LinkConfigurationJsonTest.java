package uk.route2b.protocol.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.specimen.Malformed.refuses;
import static uk.route2b.protocol.specimen.Malformed.refusesField;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

class LinkConfigurationJsonTest {
    static final KeyIdentifier GATEWAY = KeyIdentifier.parse("4E5ED7D3AB43485C");
    static final KeyIdentifier NEXT = KeyIdentifier.parse("4F5ED7D3AB43485C");
    static final KeyIdentifier ISSUER = KeyIdentifier.parse("4F5688D7EC933BE2");
    static final long TIME = 1_795_464_000_000L;
    static final LinkConfiguration SMALLEST = LinkConfiguration.of(
            1, List.of(URI.create("wss://gateway.example.org/route2b")), List.of(GATEWAY), ISSUER, TIME);
    static final LinkConfiguration LARGEST = new LinkConfiguration(
            Long.MAX_VALUE,
            List.of(URI.create("wss://one.example.org/route2b"), URI.create("wss://two.example.org:8443/route2b")),
            List.of(GATEWAY, NEXT),
            ISSUER,
            TIME,
            CemCertificate.ENROL,
            Optional.of(TIME),
            Optional.of(TIME + 1),
            new LinkTimers(60, 1, 30, 10));

    private static ObjectNode json(LinkConfiguration configuration) {
        return (ObjectNode) JsonMapper.builder()
                .build()
                .readTree(LinkConfigurationJson.write(configuration).toArray());
    }

    private static LinkConfiguration read(ObjectNode json) throws MalformedException {
        return LinkConfigurationJson.read(JsonText.write(json));
    }

    @Test
    void theSmallestLeavesOutEveryDefault() {
        assertThat(LinkConfigurationJson.write(SMALLEST).text())
                .isEqualTo("{\"version\":1,\"endpoints\":\"wss://gateway.example.org/route2b\","
                        + "\"gateway\":\"4E5ED7D3AB43485C\",\"issuer\":\"4F5688D7EC933BE2\",\"time\":1795464000000}");
    }

    @Test
    void smallestAndLargestComeBack() throws MalformedException {
        assertThat(LinkConfigurationJson.read(LinkConfigurationJson.write(SMALLEST)))
                .isEqualTo(SMALLEST);
        assertThat(LinkConfigurationJson.read(LinkConfigurationJson.write(LARGEST)))
                .isEqualTo(LARGEST);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"version", "endpoints", "gateway", "issuer", "time"})
    void aRequiredKeyThatIsAbsentNullOrOfAnotherTypeIsNamed(String key) {
        ObjectNode absent = json(LARGEST);
        absent.remove(key);
        refusesField(key, () -> read(absent));
        refusesField(key, () -> read(json(LARGEST).putNull(key)));
        refusesField(key, () -> read(json(LARGEST).put(key, true)));
        refusesField(key, () -> read(json(LARGEST).put(key, 1.5)));
        refusesField(key, () -> {
            ObjectNode json = json(LARGEST);
            json.putObject(key);
            return read(json);
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "certificate, '\"other\"'",
        "certificate, 1",
        "notBefore, '\"x\"'",
        "notAfter, 1.5",
        "pingSeconds, -1",
        "pingSeconds, 2147483648",
        "pingSeconds, '\"60\"'",
        "fallbackAfterSeconds, true",
        "retry, 5",
        "endpoints, '[1]'",
        "endpoints, '\"wss://a b\"'",
        "gateway, '\"4E\"'",
        "gateway, '[[]]'",
        "issuer, '\"xyz\"'"
    })
    void aValueOfAnotherTypeOrRangeIsNamed(String key, String value) {
        ObjectNode json = json(SMALLEST);
        json.set(key, JsonMapper.builder().build().readTree(value));
        refusesField(key, () -> read(json));
    }

    @Test
    void theWaitsOfRetryAreNamedToo() {
        ObjectNode json = json(LARGEST);
        json.putObject("retry").put("first", "soon");
        refusesField("first", () -> read(json));
        ObjectNode max = json(LARGEST);
        max.putObject("retry").put("max", -1);
        refusesField("max", () -> read(max));
    }

    @Test
    void halfOfRetryTakesTheOtherHalfFromTheDefaults() throws MalformedException {
        ObjectNode json = json(SMALLEST);
        json.putObject("retry").put("max", 77);
        assertThat(read(json).timers()).isEqualTo(new LinkTimers(240, 2, 77, 120));
    }

    @Test
    void unknownKeysAreIgnoredAndDuplicatesRefused() throws MalformedException {
        assertThat(read(json(SMALLEST).put("colour", "blue"))).isEqualTo(SMALLEST);
        String twice = LinkConfigurationJson.write(SMALLEST)
                .text()
                .replace("{\"version\":1,", "{\"version\":1,\"version\":2,");
        refuses(Malformation.JSON, () -> LinkConfigurationJson.read(Octets.ofText(twice)));
    }

    @Test
    void depthAndHugeNumbersAreRefused() {
        refuses(Malformation.JSON, () -> LinkConfigurationJson.read(Octets.ofText("[".repeat(100_000))));
        refuses(
                Malformation.JSON,
                () -> LinkConfigurationJson.read(Octets.ofText("{\"version\":" + "1".repeat(100_000) + "}")));
    }

    @Test
    void identifiersAreReadInEitherCase() throws MalformedException {
        assertThat(read(json(SMALLEST).put("gateway", "4e5ed7d3ab43485c"))).isEqualTo(SMALLEST);
    }
}
