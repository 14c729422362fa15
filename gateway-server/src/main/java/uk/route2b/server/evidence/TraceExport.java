package uk.route2b.server.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.transcript.TraceLine;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.server.store.Exchange;

/** Writes messages raw: each signed message is a line, an answer behind what it answers. */
public final class TraceExport implements MessageExport {
    private final Pages pages;
    private final LongConsumer progress;

    /** @param progress is told how many more messages were written */
    public TraceExport(Pages pages, LongConsumer progress) {
        this.pages = pages;
        this.progress = progress;
    }

    @Override
    public <E extends Exception> long write(TranscriptHead head, boolean empty, Sink<E> sink) throws E {
        long written = 0;
        List<Exchange> page = pages.after(head, 0);
        while (!page.isEmpty()) {
            for (Exchange exchange : page) {
                for (TraceLine line : lines(exchange)) {
                    sink.line(line.line());
                }
            }
            written += page.size();
            progress.accept(page.size());
            page = pages.after(head, page.get(page.size() - 1).number());
        }
        return written;
    }

    private static List<TraceLine> lines(Exchange exchange) {
        List<TraceLine> lines = new ArrayList<>();
        lines.add(new TraceLine(
                exchange.atMillis(),
                exchange.down(),
                route(exchange),
                exchange.code(),
                exchange.down() ? CraFlag.COMMAND : CraFlag.ALERT,
                exchange.counter(),
                exchange.message()));
        if (exchange.end() == Exchange.End.ANSWERED) {
            lines.add(answer(exchange));
        }
        return lines;
    }

    private static TraceLine answer(Exchange exchange) {
        return new TraceLine(
                exchange.answeredMillis().orElse(exchange.atMillis()),
                !exchange.down(),
                Optional.empty(),
                exchange.code(),
                CraFlag.RESPONSE,
                exchange.counter(),
                exchange.answer());
    }

    /**
     * Of ours the store knows whether a tunnel message was made of it; of what came and of answers it keeps no route.
     */
    private static Optional<String> route(Exchange exchange) {
        return exchange.down() ? Optional.of(exchange.tunnelled() ? "2a" : "2b") : Optional.empty();
    }
}
