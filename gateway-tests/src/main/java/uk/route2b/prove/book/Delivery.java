package uk.route2b.prove.book;

/**
 * A pushed message in the answer to a VEN's poll.
 *
 * @param at when the VEN had read it
 * @param cem whose endpoint answered
 * @param life which run of that CEM's process
 */
public record Delivery(String id, String ven, long at, String cem, int life) {}
