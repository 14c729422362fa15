package uk.route2b.server.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML value and the line it stands in. */
sealed interface YamlNode {
    int line();

    /** The kind, as a person calls it. */
    String kind();

    /**
     * A single value.
     *
     * @param text with what stood as {@code ${NAME}} put in
     */
    record Scalar(int line, String text) implements YamlNode {
        @Override
        public String kind() {
            return "a single value";
        }
    }

    record Sequence(int line, List<YamlNode> elements) implements YamlNode {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Keys and values.
     *
     * @param lines the line of each key
     */
    record Mapping(int line, LinkedHashMap<String, YamlNode> values, Map<String, Integer> lines) implements YamlNode {
        @Override
        public String kind() {
            return "keys and values";
        }
    }
}
