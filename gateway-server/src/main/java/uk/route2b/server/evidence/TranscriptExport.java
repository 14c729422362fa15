package uk.route2b.server.evidence;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.TranscriptDigest;
import uk.route2b.protocol.transcript.TranscriptEntry;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.Exchange;

/**
 * Writes the messages of a CEM and a period as a transcript, a page of the store at a time: of a million messages no
 * more are ever held.
 */
public final class TranscriptExport {
    /** So few because each may have a message and an answer of 4 MiB. */
    private static final int PAGE = 16;

    private final Pages pages;
    private final LongConsumer progress;

    /** Messages of a CEM signed or accepted in a span, after a number: see {@code Upkeep.transcript}. */
    @FunctionalInterface
    public interface Pages {
        List<Exchange> transcript(CemKey key, long fromMillis, long untilMillis, long number, int most);
    }

    /** Takes a line without its end. */
    @FunctionalInterface
    public interface Sink<E extends Exception> {
        void line(Octets line) throws E;
    }

    /** @param progress is told how many more messages were written */
    public TranscriptExport(Pages pages, LongConsumer progress) {
        this.pages = pages;
        this.progress = progress;
    }

    /**
     * Writes all of it.
     *
     * @return how many messages; the sink has seen nothing if there is none and {@code empty} is false
     */
    public <E extends Exception> long write(TranscriptHead head, boolean empty, Sink<E> sink) throws E {
        CemKey key = new CemKey(head.dsrsp(), head.cem());
        TranscriptDigest digest = new TranscriptDigest();
        List<Exchange> page = page(key, head, 0);
        if (page.isEmpty() && !empty) {
            return 0;
        }
        Sink<E> both = line -> {
            digest.add(line);
            sink.line(line);
        };
        both.line(head.line());
        long written = 0;
        while (!page.isEmpty()) {
            for (Exchange exchange : page) {
                both.line(entry(exchange).line());
            }
            written += page.size();
            progress.accept(page.size());
            page = page(key, head, page.get(page.size() - 1).number());
        }
        sink.line(digest.tail().line());
        return written;
    }

    private List<Exchange> page(CemKey key, TranscriptHead head, long after) {
        return pages.transcript(
                key, head.fromMillis().orElse(0L), head.untilMillis().orElse(Long.MAX_VALUE), after, PAGE);
    }

    private static TranscriptEntry entry(Exchange exchange) {
        TranscriptEntry.End end = switch (exchange.end()) {
            case OPEN -> TranscriptEntry.End.OPEN;
            case ANSWERED -> TranscriptEntry.End.ANSWERED;
            case GIVEN_UP -> TranscriptEntry.End.GIVEN_UP;
        };
        Optional<Long> answered = exchange.answeredMillis().isPresent()
                ? Optional.of(exchange.answeredMillis().getAsLong())
                : Optional.empty();
        return new TranscriptEntry(
                exchange.down(),
                exchange.counter(),
                exchange.code(),
                exchange.atMillis(),
                exchange.digest(),
                exchange.message(),
                end,
                answered,
                exchange.answer());
    }
}
