package uk.route2b.client.internal.openadr;

import java.util.Optional;
import java.util.Set;

/**
 * The VENs behind this CEM. With several of them every message names its VEN; with one it need not.
 *
 * @param names empty if any VEN is taken
 */
public record Vens(Set<String> names) {
    public Vens {
        names = Set.copyOf(names);
    }

    /** Why {@code ven} can not be meant, if it can not. */
    Optional<String> refusal(Optional<String> ven) {
        if (ven.isPresent()) {
            boolean known = names.isEmpty() || names.contains(ven.get());
            return known ? Optional.empty() : Optional.of("ven-unknown");
        }
        return names.size() > 1 ? Optional.of("ven-missing") : Optional.empty();
    }

    /** The VEN that is meant where a message names none. */
    Optional<String> resolve(Optional<String> ven) {
        return ven.isPresent() || names.size() != 1 ? ven : names.stream().findFirst();
    }

    /** What stands in the message: the name only where it is needed. */
    Optional<String> named(Optional<String> ven) {
        return names.size() == 1 ? Optional.empty() : ven;
    }
}
