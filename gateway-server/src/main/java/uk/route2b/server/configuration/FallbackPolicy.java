package uk.route2b.server.configuration;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What goes by route 2a while a CEM has no link, and how much of it. After how long without a link is said by the link
 * configuration ({@code fallbackAfterSeconds}), so that both ends do it alike.
 *
 * @param urgent kinds of payloads that may; empty for those that OpenADR's meaning makes so
 * @param fragments largest message that may; a longer one waits for the link
 * @param messagesAtOnce messages under way through the smart meter system, over all CEMs
 * @param resend after which time without an answer a message goes again; twice as long after each further time
 * @param sends how often one message goes by 2a at most; then it waits for the link
 * @param look between two looks for what is to go
 */
public record FallbackPolicy(
        Optional<Set<String>> urgent, int fragments, int messagesAtOnce, Duration resend, int sends, Duration look) {
    /**
     * Events and cancellations of up to 40 fragments, 50 messages at once, again after 10 minutes, 6 times; every 5 s.
     */
    public static final FallbackPolicy DEFAULT =
            new FallbackPolicy(Optional.empty(), 40, 50, Duration.ofMinutes(10), 6, Duration.ofSeconds(5));

    public FallbackPolicy {
        urgent = urgent.map(Set::copyOf);
    }

    /**
     * Whether a payload may go by 2a.
     *
     * @param usual where this policy does not name any kinds
     */
    public boolean isUrgent(String kind, boolean usual) {
        return urgent.map(kinds -> kinds.contains(kind)).orElse(usual);
    }

    /** How long a message waits for its answer after it has gone {@code times} times. */
    public Duration pauseAfter(int times) {
        return resend.multipliedBy(1L << Math.min(times - 1, 10));
    }
}
