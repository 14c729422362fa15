package uk.route2b.server.evidence;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import uk.route2b.protocol.transcript.TranscriptDigest;
import uk.route2b.protocol.transcript.TranscriptEntry;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.server.store.Exchange;

/** Writes messages as a transcript: evidence, with a first and a last line. */
public final class TranscriptExport implements MessageExport {
    private final Pages pages;
    private final LongConsumer progress;

    /** @param progress is told how many more messages were written */
    public TranscriptExport(Pages pages, LongConsumer progress) {
        this.pages = pages;
        this.progress = progress;
    }

    @Override
    public <E extends Exception> long write(TranscriptHead head, boolean empty, Sink<E> sink) throws E {
        TranscriptDigest digest = new TranscriptDigest();
        List<Exchange> page = pages.after(head, 0);
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
            page = pages.after(head, page.get(page.size() - 1).number());
        }
        sink.line(digest.tail().line());
        return written;
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
