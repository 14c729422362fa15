package uk.route2b.cem.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A mapping of a configuration file with typed getters, each of which says where what is wrong stands. */
final class Section {
    private final Node.Mapping mapping;

    private Section(Node.Mapping mapping) {
        this.mapping = mapping;
    }

    /** {@code mapping} with the keys that it may have; any other is refused. */
    static Section of(Node.Mapping mapping, String... known) {
        mapping.entries().forEach((key, node) -> {
            if (!List.of(known).contains(key)) {
                throw new Location(
                                mapping.at().file(), node.at().line(), node.at().key())
                        .failure("there is no such key", "the keys here are: " + String.join(", ", known));
            }
        });
        return new Section(mapping);
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    Location at(String key) {
        Node node = mapping.entries().get(key);
        return node == null ? mapping.at().under(key, mapping.at().line()) : node.at();
    }

    String text(String key) {
        Node node = required(key);
        if (node instanceof Node.Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text().strip();
        }
        throw node.at().failure("a value is missing, or it is not a single one", "write " + key + ": value");
    }

    Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** A text that {@code parser} turns into a value, failing with {@link IllegalArgumentException}. */
    <T> T parsed(String key, Function<String, T> parser) {
        try {
            return parser.apply(text(key));
        } catch (IllegalArgumentException wrong) {
            throw at(key).failure(String.valueOf(wrong.getMessage()), "mend that value");
        }
    }

    /** A whole number from {@code least} to {@code most}, or {@code absent}. */
    long number(String key, long absent, long least, long most) {
        if (!has(key)) {
            return absent;
        }
        String text = text(key);
        if (text.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw at(key).failure("it is not a whole number from " + least + " to " + most, "mend that value");
    }

    /** A path, relative to the folder of the configuration file. */
    Path path(String key) {
        return resolve(text(key));
    }

    Path resolve(String text) {
        return mapping.at().file().toAbsolutePath().resolveSibling(text).normalize();
    }

    Section section(String key, String... known) {
        if (required(key) instanceof Node.Mapping inner) {
            return of(inner, known);
        }
        throw at(key).failure("keys are expected under it", "see config/cem-1.yaml for an example");
    }

    Optional<Section> optionalSection(String key, String... known) {
        return has(key) ? Optional.of(section(key, known)) : Optional.empty();
    }

    /** A list of sections, at least one. */
    List<Section> sections(String key, String... known) {
        List<Section> sections = new ArrayList<>();
        for (Node element : elements(key)) {
            if (!(element instanceof Node.Mapping inner)) {
                throw element.at().failure("keys are expected in each element", "write - " + known[0] + ": value");
            }
            sections.add(of(inner, known));
        }
        return sections;
    }

    /** A text, or a list of texts. */
    List<String> texts(String key) {
        if (required(key) instanceof Node.Scalar) {
            return List.of(text(key));
        }
        List<String> texts = new ArrayList<>();
        for (Node element : elements(key)) {
            if (!(element instanceof Node.Scalar scalar)) {
                throw element.at().failure("a text is expected", "write - value");
            }
            texts.add(scalar.text().strip());
        }
        return texts;
    }

    private List<Node> elements(String key) {
        if (required(key) instanceof Node.Sequence sequence
                && !sequence.elements().isEmpty()) {
            return sequence.elements();
        }
        throw at(key).failure("a list of at least one element is expected", "see config/cem-2.yaml for an example");
    }

    private Node required(String key) {
        Node node = mapping.entries().get(key);
        if (node == null) {
            throw mapping.at().under(key, mapping.at().line()).failure("the key is missing", "add " + key + ": value");
        }
        return node;
    }
}
