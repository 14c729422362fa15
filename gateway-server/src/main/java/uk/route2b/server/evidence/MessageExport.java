package uk.route2b.server.evidence;

import java.util.List;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.Exchange;

/** Writes the messages of a CEM and a period as lines, a page of the store at a time: no more are ever held. */
public interface MessageExport {
    /** So few because each may have a message and an answer of 4 MiB. */
    int PAGE = 16;

    /** Messages of a CEM signed or accepted in a span, after a number: see {@code Upkeep.transcript}. */
    @FunctionalInterface
    interface Pages {
        List<Exchange> transcript(CemKey key, long fromMillis, long untilMillis, long number, int most);

        /** The page after a number of what {@code head} is about. */
        default List<Exchange> after(TranscriptHead head, long number) {
            return transcript(
                    new CemKey(head.dsrsp(), head.cem()),
                    head.fromMillis().orElse(0L),
                    head.untilMillis().orElse(Long.MAX_VALUE),
                    number,
                    PAGE);
        }
    }

    /** Takes a line without its end. */
    @FunctionalInterface
    interface Sink<E extends Exception> {
        void line(Octets line) throws E;
    }

    /**
     * Writes all of it.
     *
     * @param head whose messages, and of which period
     * @param empty whether what has no message is written, too
     * @return how many messages; the sink has seen nothing if there is none and {@code empty} is false
     */
    <E extends Exception> long write(TranscriptHead head, boolean empty, Sink<E> sink) throws E;
}
