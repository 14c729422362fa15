package uk.route2b.server.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The fields of one mapping, read strictly: each getter gives a value or notes a fault, and {@link #finish} notes the
 * keys that nobody asked for. What is given in place of a faulty value never gets further than the report.
 */
final class Fields {
    private static final URI NOWHERE = URI.create("http://invalid.invalid");

    private final YamlNode.Mapping mapping;
    private final String place;
    private final Reading reading;
    private final TreeSet<String> known = new TreeSet<>();

    /**
     * What a reading of one file shares.
     *
     * @param folder that of the file, which relative paths start from
     */
    record Reading(Path folder, Findings findings, Environment environment) {}

    Fields(YamlNode.Mapping mapping, String place, Reading reading) {
        this.mapping = mapping;
        this.place = place;
        this.reading = reading;
    }

    /** A text that has to be there. */
    String text(String key) {
        return parsed(key, text -> text, "");
    }

    String text(String key, String absent) {
        return optionalText(key).orElse(absent);
    }

    Optional<String> optionalText(String key) {
        Optional<YamlNode> node = find(key);
        if (node.isPresent() && !(node.get() instanceof YamlNode.Scalar)) {
            fault(key, "it is " + node.get().kind() + " and should be a single value");
        }
        return node.filter(YamlNode.Scalar.class::isInstance)
                .map(scalar -> ((YamlNode.Scalar) scalar).text())
                .filter(text -> !text.isBlank());
    }

    /** A text that {@code parser} turns into a value, failing with {@link IllegalArgumentException}. */
    <T> T parsed(String key, Function<String, T> parser, T instead) {
        return optionalParsed(key, parser).orElseGet(() -> {
            if (isAbsent(key)) {
                fault(key, "it is required and not there");
            }
            return instead;
        });
    }

    /** A value of another kind has been noted as that already. */
    private boolean isAbsent(String key) {
        YamlNode node = mapping.values().get(key);
        return node == null
                || (node instanceof YamlNode.Scalar scalar && scalar.text().isBlank());
    }

    <T> Optional<T> optionalParsed(String key, Function<String, T> parser) {
        return optionalText(key).flatMap(text -> parse(key, text, parser));
    }

    private <T> Optional<T> parse(String key, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (Secret.IllegalSecretException literal) {
            fault(key, String.valueOf(literal.getMessage()));
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            fault(key, "\"" + text + "\" does not do: " + wrong.getMessage());
            return Optional.empty();
        }
    }

    int number(String key, int absent, int least, int most) {
        return (int) longNumber(key, absent, least, most);
    }

    long longNumber(String key, long absent, long least, long most) {
        return optionalParsed(key, text -> number(text, least, most)).orElse(absent);
    }

    private static long number(String text, long least, long most) {
        long number = text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : Long.MIN_VALUE;
        if (number < least || number > most) {
            throw new IllegalArgumentException("it is a whole number from " + least + " to " + most);
        }
        return number;
    }

    Duration seconds(String key, int absent, int least, int most) {
        return Duration.ofSeconds(number(key, absent, least, most));
    }

    /** A path, from the folder of the configuration file on. */
    Path path(String key) {
        return reading.folder().resolve(text(key)).normalize();
    }

    /** The folder of the configuration file. */
    Path folder() {
        return reading.folder();
    }

    URI uri(String key) {
        return parsed(key, Fields::httpUri, NOWHERE);
    }

    private static URI httpUri(String text) {
        URI uri = URI.create(text);
        boolean fits = uri.getHost() != null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getPort() != 0
                && uri.getPort() <= 65_535
                && uri.getRawQuery() == null
                && uri.getRawUserInfo() == null;
        if (!fits) {
            throw new IllegalArgumentException("it is http:// or https:// with a host, without user and query");
        }
        return URI.create(text.replaceAll("/+$", ""));
    }

    /** A secret: where it is kept, never the secret itself. */
    Secret secret(String key) {
        Secret instead = new Secret.InFile(reading.folder());
        return parsed(key, text -> Secret.parse(text, reading.folder(), reading.environment()), instead);
    }

    /** A mapping inside this one; without any key where it is not there. */
    Fields object(String key) {
        YamlNode node = find(key)
                .orElseGet(() -> new YamlNode.Mapping(mapping.line(), new java.util.LinkedHashMap<>(), Map.of()));
        return asFields(node, key);
    }

    boolean has(String key) {
        known.add(key);
        return mapping.values().containsKey(key);
    }

    /** The mappings of a list; empty where it is not there. */
    List<Fields> objects(String key) {
        List<Fields> objects = new ArrayList<>();
        List<YamlNode> elements = elements(key);
        for (int index = 0; index < elements.size(); index++) {
            objects.add(asFields(elements.get(index), key + "[" + index + "]"));
        }
        return objects;
    }

    /** The texts of a list, or a single text; empty where it is not there. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (YamlNode element : elements(key)) {
            if (element instanceof YamlNode.Scalar scalar) {
                texts.add(scalar.text());
            } else {
                fault(key, "an element is " + element.kind() + " and should be a single value");
            }
        }
        return texts;
    }

    List<Path> paths(String key) {
        return texts(key).stream()
                .map(text -> reading.folder().resolve(text).normalize())
                .toList();
    }

    private List<YamlNode> elements(String key) {
        Optional<YamlNode> node = find(key);
        if (node.isEmpty()) {
            return List.of();
        }
        return node.get() instanceof YamlNode.Sequence sequence ? sequence.elements() : List.of(node.get());
    }

    private Fields asFields(YamlNode node, String key) {
        String inside = place.isEmpty() ? key : place + "." + key;
        if (node instanceof YamlNode.Mapping inner) {
            return new Fields(inner, inside, reading);
        }
        fault(key, "it is " + node.kind() + " and should be keys and values");
        return new Fields(
                new YamlNode.Mapping(node.line(), new java.util.LinkedHashMap<>(), Map.of()), inside, reading);
    }

    private Optional<YamlNode> find(String key) {
        known.add(key);
        return Optional.ofNullable(mapping.values().get(key));
    }

    /** Notes a fault at {@code key}. */
    void fault(String key, String why) {
        int line = mapping.lines().getOrDefault(key, mapping.line());
        reading.findings().add(line, place.isEmpty() ? key : place + "." + key, why);
    }

    /** The line of this mapping, for findings across fields. */
    int line() {
        return mapping.line();
    }

    /** Notes every key that no getter asked for. */
    void finish() {
        mapping.values().keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> fault(key, "unknown key; known here are: " + String.join(", ", known)));
    }
}
