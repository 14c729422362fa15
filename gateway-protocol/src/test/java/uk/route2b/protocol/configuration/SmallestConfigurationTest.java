package uk.route2b.protocol.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;
import uk.route2b.protocol.specimen.Messages;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.FragmentSplitter;

/** The link configuration is small because 2a is dear: design section 6. */
class SmallestConfigurationTest {
    private static final int RUNS = 200;

    private static Map<Integer, Integer> fragments(Function<Octets, Content> content) {
        Chance chance = new Chance(1);
        Map<Integer, Integer> fragments = new TreeMap<>();
        for (int run = 0; run < RUNS; run++) {
            SignedMessage message = Messages.down(
                    LinkConfigurationJsonTest.TIME + run,
                    PrivateMessageCode.LINK_CONFIGURATION,
                    content.apply(json(chance)));
            int count = FragmentSplitter.split(message.octets(), Direction.DOWN, run)
                    .size();
            fragments.merge(count, 1, Integer::sum);
        }
        return fragments;
    }

    @Test
    void theSmallestLinkConfigurationIsThreeFragmentsDown() {
        assertThat(fragments(json -> Content.smallest(ContentFormat.JSON, json)))
                .isEqualTo(Map.of(3, RUNS));
    }

    /** The zlib of the tunnel finds nothing to save around a signature; that of the content does. */
    @Test
    void withoutZlibInsideTheMessageItWouldBeFour() {
        assertThat(fragments(json -> Content.plain(ContentFormat.JSON, json))).containsKey(4);
    }

    private static Octets json(Chance chance) {
        return LinkConfigurationJson.write(LinkConfiguration.of(
                1,
                List.of(URI.create("wss://gateway.example.org/route2b")),
                List.of(new KeyIdentifier(chance.octets(8))),
                new KeyIdentifier(chance.octets(8)),
                LinkConfigurationJsonTest.TIME + chance.below(1_000_000_000)));
    }
}
