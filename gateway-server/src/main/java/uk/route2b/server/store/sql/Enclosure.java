package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * The octets of a message around its body.
 *
 * @param head what stands before the body; all of the message if there is no tail
 * @param tail what stands after it
 */
record Enclosure(Octets head, Optional<Octets> tail) {
    static Enclosure whole(Octets message) {
        return new Enclosure(message, Optional.empty());
    }

    /** The last place counts, since only a signature follows a body; a message without the body stays whole. */
    static Enclosure around(Octets body, Octets message) {
        byte[] inner = body.toArray();
        byte[] outer = message.toArray();
        for (int at = outer.length - inner.length; at >= 0; at--) {
            if (Arrays.equals(inner, 0, inner.length, outer, at, at + inner.length)) {
                return new Enclosure(
                        message.slice(0, at), Optional.of(message.slice(at + inner.length, message.size())));
            }
        }
        return whole(message);
    }

    /** The message of a row with head, tail and middle; empty once it was pruned. */
    static Optional<Octets> read(ResultSet row) throws SQLException {
        Optional<Octets> head = CemRow.octets(row, "head");
        Optional<Octets> tail = CemRow.octets(row, "tail");
        if (head.isEmpty() || tail.isEmpty()) {
            return head;
        }
        Octets middle = CemRow.octets(row, "middle")
                .orElseThrow(() -> new IllegalStateException("the body of a message was pruned before the message"));
        return Optional.of(Octets.concat(head.get(), middle, tail.get()));
    }
}
