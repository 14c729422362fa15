package uk.route2b.pki.lint;

import java.util.stream.Stream;
import uk.route2b.protocol.octets.MalformedException;

/**
 * A check and the rule that a certificate breaks which is too broken for the check.
 *
 * @param rule the rule it is about
 * @param check how to tell
 */
record RuledCheck(Rule rule, Check check) {
    Stream<Finding> apply(Examined certificate) {
        try {
            return check.apply(certificate);
        } catch (MalformedException broken) {
            return Stream.of(unreadable(rule, broken));
        }
    }

    static Finding unreadable(Rule rule, MalformedException broken) {
        return Finding.error(rule, "it cannot be read: " + broken.getMessage());
    }
}
