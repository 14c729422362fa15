package uk.route2b.prove.checker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.prove.wire.Sighting;

/** Holds hello and welcome against what the same end has answered before: who answered has accepted. */
final class AcceptedMarks {
    private static final int MOST = 1 << 20;

    private final Map<String, Long> byGateway = new HashMap<>();
    private final Map<String, Long> byCem = new HashMap<>();

    /** An end has answered a message with this counter. */
    void answered(String cem, boolean byTheGateway, long counter) {
        (byTheGateway ? byGateway : byCem)
                .merge(cem, counter, (one, other) -> Long.compareUnsigned(one, other) >= 0 ? one : other);
    }

    /** A hello or welcome that knows less than its end has answered is a breach. */
    Optional<Breach> claim(Sighting sighting, SignedMessage message) {
        Optional<Long> claimed = claimed(message);
        long known = (sighting.down() ? byGateway : byCem).getOrDefault(sighting.cem(), 0L);
        return claimed.filter(accepted -> Long.compareUnsigned(accepted, known) < 0)
                .map(accepted -> new Breach(
                        Breach.Kind.FORGOTTEN,
                        (sighting.down() ? "the gateway of " : "") + sighting.cem()
                                + " says that it has accepted up to "
                                + Long.toUnsignedString(accepted) + ", but has answered "
                                + Long.toUnsignedString(known)));
    }

    private static Optional<Long> claimed(SignedMessage message) {
        try {
            LinkControl control =
                    LinkControlJson.read(Content.read(message.content()).plainBody(MOST));
            if (control instanceof LinkControl.Hello hello) {
                return Optional.of(hello.accepted());
            }
            return control instanceof LinkControl.Welcome welcome ? Optional.of(welcome.accepted()) : Optional.empty();
        } catch (MalformedException unreadable) {
            return Optional.empty();
        }
    }
}
