package uk.route2b.protocol.duis;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * One element of a document that has been read within limits.
 *
 * @param name local name of those in the namespace of DUIS, {@code {namespace}name} of others
 * @param text its own characters, without those of its children
 */
record DuisElement(String name, Map<String, String> attributes, List<DuisElement> children, String text) {
    DuisElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The child {@code name}, which has to be there once. */
    DuisElement only(String name) throws MalformedException {
        return optional(name).orElseThrow(() -> wrong(name));
    }

    /** The child {@code name}, which may be there once. */
    Optional<DuisElement> optional(String name) throws MalformedException {
        List<DuisElement> found =
                children.stream().filter(child -> child.name.equals(name)).toList();
        if (found.size() > 1) {
            throw wrong(name);
        }
        return found.stream().findFirst();
    }

    /** The only child, whatever it is. */
    DuisElement onlyChild() throws MalformedException {
        if (children.size() != 1) {
            throw wrong(name);
        }
        return children.get(0);
    }

    /** Its text without white space at the ends, as a token; it must have no children. */
    String token() throws MalformedException {
        return string().strip();
    }

    /** Its text as it stands; it must have no children. */
    String string() throws MalformedException {
        if (!children.isEmpty()) {
            throw wrong(name);
        }
        return text;
    }

    Octets base64() throws MalformedException {
        try {
            return Octets.of(Base64.getDecoder().decode(string().replaceAll("[ \\t\\r\\n]", "")));
        } catch (IllegalArgumentException notBase64) {
            throw wrong(name);
        }
    }

    Octets hex() throws MalformedException {
        try {
            return Octets.ofHex(token());
        } catch (IllegalArgumentException notHex) {
            throw wrong(name);
        }
    }

    RequestId requestId() throws MalformedException {
        try {
            return RequestId.parse(token());
        } catch (IllegalArgumentException another) {
            throw wrong(name);
        }
    }

    MalformedException wrong() {
        return wrong(name);
    }

    private static MalformedException wrong(String name) {
        return new MalformedException(Malformation.DUIS, name);
    }
}
