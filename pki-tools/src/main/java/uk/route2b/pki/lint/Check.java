package uk.route2b.pki.lint;

import java.util.stream.Stream;
import uk.route2b.protocol.octets.MalformedException;

/** One rule, applied to one certificate. */
@FunctionalInterface
interface Check {
    /**
     * What is wrong by this rule.
     *
     * @throws MalformedException if the certificate is too broken to tell; that is a finding too
     */
    Stream<Finding> apply(Examined certificate) throws MalformedException;

    /** A finding if {@code bad}. */
    static Stream<Finding> errorIf(boolean bad, Rule rule, String text) {
        return bad ? Stream.of(Finding.error(rule, text)) : Stream.empty();
    }
}
