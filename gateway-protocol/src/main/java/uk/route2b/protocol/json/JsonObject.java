package uk.route2b.protocol.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;

/**
 * A JSON object of ours, read strictly: each getter either gives a value of the right type or says which key is wrong.
 *
 * <p>Keys that nobody asks for are ignored, so that an older end reads what a newer one writes.
 */
public final class JsonObject {
    private static final int DEPTH_MOST = 8;
    private static final int ELEMENTS_MOST = 4096;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MOST)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode node;

    private JsonObject(JsonNode node) {
        this.node = node;
    }

    /** Reads one JSON object in UTF-8 and nothing after it. */
    public static JsonObject read(Octets octets) throws MalformedException {
        try {
            JsonNode node = MAPPER.readTree(Utf8.read(octets));
            if (node.isObject()) {
                return new JsonObject(node);
            }
        } catch (JacksonException notJson) {
            throw new MalformedException(Malformation.JSON, -1);
        }
        throw new MalformedException(Malformation.JSON, 0);
    }

    public boolean has(String key) {
        return node.hasNonNull(key);
    }

    public String text(String key) throws MalformedException {
        return asText(required(key), key);
    }

    /** A whole number that JSON carries as a number. */
    public long number(String key) throws MalformedException {
        JsonNode value = required(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(key);
        }
        return value.longValue();
    }

    /** A whole number of at least 0: a version, a time, a length of time. */
    public long count(String key) throws MalformedException {
        long value = number(key);
        if (value < 0) {
            throw wrong(key);
        }
        return value;
    }

    /** A whole number from 0 to 2147483647, or {@code absent} where the key is not there. */
    public int smallNumber(String key, int absent) throws MalformedException {
        long value = has(key) ? number(key) : absent;
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong(key);
        }
        return (int) value;
    }

    /** A whole number, where the key is there. */
    public Optional<Long> optionalNumber(String key) throws MalformedException {
        return has(key) ? Optional.of(number(key)) : Optional.empty();
    }

    /** A 64-bit unsigned counter, carried as a decimal string because JSON numbers lose digits. */
    public long counter(String key) throws MalformedException {
        String text = text(key);
        if (!text.matches("0|[1-9][0-9]{0,19}")) {
            throw wrong(key);
        }
        return parse(key, text, Long::parseUnsignedLong);
    }

    /** A text that {@code parser} turns into a value, failing with {@link IllegalArgumentException}. */
    public <T> T parsed(String key, Function<String, T> parser) throws MalformedException {
        return parse(key, text(key), parser);
    }

    /** An array of texts, or a single text that stands for an array of one. */
    public <T> List<T> parsedList(String key, Function<String, T> parser) throws MalformedException {
        JsonNode value = required(key);
        if (!value.isArray()) {
            return List.of(parse(key, asText(value, key), parser));
        }
        if (value.size() > ELEMENTS_MOST) {
            throw wrong(key);
        }
        List<T> list = new ArrayList<>();
        for (JsonNode element : value) {
            list.add(parse(key, asText(element, key), parser));
        }
        return List.copyOf(list);
    }

    /** An array of whole numbers from 0 to {@code most}. */
    public List<Integer> numbers(String key, int most) throws MalformedException {
        JsonNode value = required(key);
        if (!value.isArray() || value.size() > ELEMENTS_MOST) {
            throw wrong(key);
        }
        List<Integer> list = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isInt() || element.intValue() < 0 || element.intValue() > most) {
                throw wrong(key);
            }
            list.add(element.intValue());
        }
        return List.copyOf(list);
    }

    /** An object inside this one. */
    public JsonObject object(String key) throws MalformedException {
        JsonNode value = required(key);
        if (!value.isObject()) {
            throw wrong(key);
        }
        return new JsonObject(value);
    }

    /** Any value as JSON text, for a person. */
    public String shown(String key) throws MalformedException {
        return required(key).toString();
    }

    /** The keys in the order in which they stand. */
    public List<String> keys() {
        return List.copyOf(node.propertyNames());
    }

    private JsonNode required(String key) throws MalformedException {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            throw wrong(key);
        }
        return value;
    }

    private static String asText(@Nullable JsonNode value, String key) throws MalformedException {
        if (value == null || !value.isString()) {
            throw wrong(key);
        }
        return value.stringValue();
    }

    private static <T> T parse(String key, String text, Function<String, T> parser) throws MalformedException {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException outOfRange) {
            throw wrong(key);
        }
    }

    private static MalformedException wrong(String key) {
        return new MalformedException(Malformation.JSON_FIELD, key);
    }
}
