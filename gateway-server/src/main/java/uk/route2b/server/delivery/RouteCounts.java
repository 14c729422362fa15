package uk.route2b.server.delivery;

/**
 * Messages of one CEM by route since the start.
 *
 * @param sentBy2b over its links, with repetitions; answers apart
 * @param sentBy2a payloads that began to go through its meter because it had no link, with repetitions
 * @param receivedBy2a new messages of it that came through its meter
 * @param tooLongFor2a urgent payloads that were too long to go there
 */
public record RouteCounts(long sentBy2b, long sentBy2a, long receivedBy2a, long tooLongFor2a) {}
