package uk.route2b.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.Exchange;

/** A store is read page by page and written line by line. */
class TranscriptExportTest {
    private static final TranscriptHead HEAD = new TranscriptHead(
            EntityIdentifier.parse("90B3D51F30010008"),
            EntityIdentifier.parse("00DB1234567890C1"),
            Optional.of(5L),
            Optional.of(9L),
            10);
    private static final Octets OCTETS = Octets.ofHex("DF00");

    private static Exchange exchange(long number) {
        return new Exchange(
                number,
                number % 2 == 0,
                number,
                PrivateMessageCode.OPENADR.code(),
                7,
                OCTETS.sha256(),
                Optional.of(OCTETS),
                Exchange.End.ANSWERED,
                OptionalLong.of(8),
                Optional.of(OCTETS),
                false);
    }

    /** A store of so many messages that makes each only when it is asked for. */
    private static MessageExport.Pages store(long messages, AtomicLong widest) {
        return (CemKey key, long from, long until, long number, int most) -> {
            assertThat(from).isEqualTo(5);
            assertThat(until).isEqualTo(9);
            List<Exchange> page = new ArrayList<>();
            for (long next = number + 1; next <= messages && page.size() < most; next++) {
                page.add(exchange(next));
            }
            widest.accumulateAndGet(page.size(), Math::max);
            return page;
        };
    }

    private static long export(MessageExport.Pages pages, boolean empty, List<Octets> lines) {
        return new TranscriptExport(pages, more -> {}).write(HEAD, empty, lines::add);
    }

    @Test
    void everyMessageIsWrittenOnceBetweenTheFirstLineAndTheLast() {
        List<Octets> lines = new ArrayList<>();
        assertThat(export(store(100, new AtomicLong()), true, lines)).isEqualTo(100);
        assertThat(lines).hasSize(102);
        assertThat(lines.get(0)).isEqualTo(HEAD.line());
        assertThat(lines.get(100).text()).contains("\"counter\":\"100\"");
        assertThat(lines.get(101).text()).contains("\"exchanges\":100");
    }

    @Test
    void aPageIsAllThatIsEverHeld() {
        AtomicLong widest = new AtomicLong();
        AtomicLong lines = new AtomicLong();
        long written = new TranscriptExport(store(100_000, widest), more -> {})
                .write(HEAD, true, line -> lines.incrementAndGet());
        assertThat(written).isEqualTo(100_000);
        assertThat(lines).hasValue(100_002);
        assertThat(widest).hasValue(16);
    }

    @Test
    void aPeriodWithoutMessagesIsATranscriptOrNothing() {
        List<Octets> lines = new ArrayList<>();
        assertThat(export(store(0, new AtomicLong()), true, lines)).isZero();
        assertThat(lines).hasSize(2);
        lines.clear();
        assertThat(export(store(0, new AtomicLong()), false, lines)).isZero();
        assertThat(lines).isEmpty();
    }
}
