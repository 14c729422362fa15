package uk.route2b.cem.configuration;

import java.util.List;
import java.util.Map;

/** A piece of a configuration file, with its place. */
sealed interface Node {
    Location at();

    /** A text; numbers and words are texts until somebody asks for more. */
    record Scalar(Location at, String text) implements Node {}

    /** Keys and what stands under them, in their order. */
    record Mapping(Location at, Map<String, Node> entries) implements Node {}

    record Sequence(Location at, List<Node> elements) implements Node {}
}
