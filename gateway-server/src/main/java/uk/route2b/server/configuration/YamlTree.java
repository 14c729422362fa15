package uk.route2b.server.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import uk.route2b.protocol.octets.Octets;

/** Reads YAML into {@link YamlNode}s that know their lines; a key that comes twice is a fault. */
final class YamlTree {
    private static final int DEPTH_MOST = 16;

    private final Findings findings;
    private final Environment environment;
    private final JsonParser parser;

    private YamlTree(Findings findings, Environment environment, JsonParser parser) {
        this.findings = findings;
        this.environment = environment;
        this.parser = parser;
    }

    /** The whole document; a mapping without keys where it cannot be read, which {@code findings} then says. */
    static YamlNode.Mapping read(Octets file, Findings findings, Environment environment) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), file.toArray())) {
            parser.nextToken();
            YamlNode root = new YamlTree(findings, environment, parser).value(0);
            if (root instanceof YamlNode.Mapping mapping && parser.nextToken() == null) {
                return mapping;
            }
            findings.add(root.line(), "the file", "it is not one document of keys and values");
        } catch (JacksonException notYaml) {
            int line = notYaml.getLocation() == null ? 0 : notYaml.getLocation().getLineNr();
            findings.add(line, "the file", "it is not YAML: " + firstLine(notYaml.getOriginalMessage()));
        }
        return new YamlNode.Mapping(0, new LinkedHashMap<>(), Map.of());
    }

    private YamlNode value(int depth) {
        if (depth > DEPTH_MOST) {
            findings.add(line(), "the file", "it is nested deeper than " + DEPTH_MOST + " levels");
            parser.skipChildren();
            return new YamlNode.Scalar(line(), "");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(depth);
        }
        return token == JsonToken.START_ARRAY ? sequence(depth) : scalar(token);
    }

    private YamlNode mapping(int depth) {
        int line = line();
        LinkedHashMap<String, YamlNode> values = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int keyLine = line();
            parser.nextToken();
            YamlNode value = value(depth + 1);
            if (values.putIfAbsent(key, value) != null) {
                findings.add(keyLine, key, "the key stands here for the second time");
            }
            lines.putIfAbsent(key, keyLine);
        }
        return new YamlNode.Mapping(line, values, lines);
    }

    private YamlNode sequence(int depth) {
        int line = line();
        List<YamlNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(depth + 1));
        }
        return new YamlNode.Sequence(line, elements);
    }

    private YamlNode scalar(JsonToken token) {
        String text = token == JsonToken.VALUE_NULL || token == null ? "" : parser.getString();
        return new YamlNode.Scalar(line(), environment.fill(text, line(), findings));
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
