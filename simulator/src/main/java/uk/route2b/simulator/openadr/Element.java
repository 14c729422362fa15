package uk.route2b.simulator.openadr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An XML element; attributes are not kept, because no OpenADR message says anything in them but its version.
 *
 * @param namespace the namespace name; prefixes vary between stacks and mean nothing
 * @param name the local name
 * @param text the text directly inside
 * @param children the elements directly inside
 */
public record Element(String namespace, String name, String text, List<Element> children) {
    /** Copies the children. */
    public Element {
        text = text.strip();
        children = List.copyOf(children);
    }

    /** Whether this is {@code name} of {@code vocabulary}. */
    public boolean is(Vocabulary vocabulary, String wanted) {
        return name.equals(wanted) && namespace.equals(vocabulary.namespace());
    }

    /** The first child of that name. */
    public Optional<Element> child(Vocabulary vocabulary, String wanted) {
        return children.stream().filter(child -> child.is(vocabulary, wanted)).findFirst();
    }

    /** All elements of that name inside, at any depth, in document order. */
    public Stream<Element> all(Vocabulary vocabulary, String wanted) {
        return children.stream()
                .flatMap(child -> Stream.concat(
                        child.is(vocabulary, wanted) ? Stream.of(child) : Stream.empty(),
                        child.all(vocabulary, wanted)));
    }

    /** The first element of that name inside, at any depth. */
    public Optional<Element> first(Vocabulary vocabulary, String wanted) {
        return all(vocabulary, wanted).findFirst();
    }

    /** The text of the first element of that name inside, if it has any. */
    public Optional<String> textOf(Vocabulary vocabulary, String wanted) {
        return first(vocabulary, wanted).map(Element::text).filter(found -> !found.isEmpty());
    }
}
