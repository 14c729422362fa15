package uk.route2b.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.server.store.Exchange;

/** What a store has lost, and what has no answer, is not made up. */
class TraceExportTest {
    private static final TranscriptHead HEAD = new TranscriptHead(
            EntityIdentifier.parse("90B3D51F30010008"),
            EntityIdentifier.parse("00DB1234567890C1"),
            Optional.empty(),
            Optional.empty(),
            10);

    private static Exchange exchange(long number, Exchange.End end, Optional<Octets> octets) {
        return new Exchange(
                number,
                number % 2 == 0,
                number,
                PrivateMessageCode.OPENADR.code(),
                7,
                Octets.EMPTY.sha256(),
                octets,
                end,
                OptionalLong.empty(),
                octets,
                false);
    }

    private static List<String> lines(List<Exchange> exchanges) {
        List<String> lines = new ArrayList<>();
        long written = new TraceExport(
                        (key, from, until, number, most) -> exchanges.stream()
                                .filter(each -> each.number() > number)
                                .limit(most)
                                .toList(),
                        more -> {})
                .write(HEAD, true, line -> lines.add(line.text()));
        assertThat(written).isEqualTo(exchanges.size());
        return lines;
    }

    @Test
    void anAnswerStandsBehindItsMessageAndWhatWasPrunedSaysSo() {
        Optional<Octets> octets = Optional.of(Octets.ofHex("DF00"));
        assertThat(lines(List.of(
                        exchange(1, Exchange.End.ANSWERED, octets),
                        exchange(2, Exchange.End.GIVEN_UP, octets),
                        exchange(3, Exchange.End.ANSWERED, Optional.empty()))))
                .containsExactly(
                        "1970-01-01T00:00:00.007Z up - 7F01 alert 1 DF00",
                        "1970-01-01T00:00:00.007Z down - 7F01 response 1 DF00",
                        "1970-01-01T00:00:00.007Z down 2b 7F01 command 2 DF00",
                        "1970-01-01T00:00:00.007Z up - 7F01 alert 3 pruned",
                        "1970-01-01T00:00:00.007Z down - 7F01 response 3 pruned");
    }

    @Test
    void pagesFollowOneAnother() {
        List<Exchange> many = new ArrayList<>();
        for (long number = 1; number <= 50; number++) {
            many.add(exchange(number, Exchange.End.OPEN, Optional.empty()));
        }
        assertThat(lines(many)).hasSize(50);
    }
}
