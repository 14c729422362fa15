package uk.route2b.cem.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML into nodes that know their line: one document, no duplicate keys, no aliases, no tags. */
final class YamlReader {
    private static final YAMLMapper MAPPER = new YAMLMapper(new YAMLFactory());
    private static final int DEPTH_MOST = 8;
    private static final Pattern LINE = Pattern.compile("line ([0-9]{1,6}), column");

    private final YAMLParser yaml;
    private final Variables variables;
    private int depth;

    private YamlReader(YAMLParser yaml, Variables variables) {
        this.yaml = yaml;
        this.variables = variables;
    }

    /** Reads {@code text}, which came from {@code file}. */
    static Node.Mapping read(Path file, String text, Variables variables) {
        Location start = new Location(file, 1, "");
        try (YAMLParser yaml = (YAMLParser) MAPPER.createParser(text)) {
            YamlReader reader = new YamlReader(yaml, variables);
            if (yaml.nextToken() == null) {
                throw start.failure("the file has no content", "see config/cem-1.yaml for an example");
            }
            Node node = reader.node(start);
            if (yaml.nextToken() != null) {
                throw reader.here(start).failure("there is more than one document", "keep the first one");
            }
            if (node instanceof Node.Mapping mapping) {
                return mapping;
            }
            throw start.failure("the file is not a list of keys", "see config/cem-1.yaml for an example");
        } catch (JacksonException notYaml) {
            String said = notYaml.getOriginalMessage();
            throw new Location(file, lineIn(said), "")
                    .failure("it is not YAML: " + said.lines().findFirst().orElse(""), "mend that line");
        }
    }

    /** The YAML reader tells the place in its message only; the last one is where it stopped. */
    private static int lineIn(String message) {
        Matcher matcher = LINE.matcher(message);
        int line = 1;
        while (matcher.find()) {
            line = Integer.parseInt(matcher.group(1));
        }
        return line;
    }

    private Location here(Location place) {
        return new Location(place.file(), yaml.currentTokenLocation().getLineNr(), place.key());
    }

    private Node node(Location place) {
        Location at = here(place);
        if (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null) {
            throw at.failure("anchors, aliases and tags are not read here", "write the value out");
        }
        depth++;
        if (depth > DEPTH_MOST) {
            throw at.failure("it is nested too deep", "see config/cem-1.yaml for an example");
        }
        Node node = byToken(yaml.currentToken(), at);
        depth--;
        return node;
    }

    private Node byToken(JsonToken token, Location at) {
        if (token == JsonToken.START_OBJECT) {
            return mapping(at);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(at);
        }
        String text = token == JsonToken.VALUE_NULL ? "" : yaml.getString();
        return new Node.Scalar(at, variables.replace(text, at));
    }

    private Node.Mapping mapping(Location at) {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (yaml.nextToken() != JsonToken.END_OBJECT) {
            String key = yaml.currentName();
            Location place = at.under(key, yaml.currentTokenLocation().getLineNr());
            yaml.nextToken();
            if (entries.put(key, node(place)) != null) {
                throw place.failure("the key stands here twice", "keep one of the two");
            }
        }
        return new Node.Mapping(at, entries);
    }

    private Node.Sequence sequence(Location at) {
        List<Node> elements = new ArrayList<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            elements.add(node(at));
        }
        return new Node.Sequence(at, List.copyOf(elements));
    }
}
