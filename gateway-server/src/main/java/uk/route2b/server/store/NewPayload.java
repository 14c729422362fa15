package uk.route2b.server.store;

import uk.route2b.protocol.message.Content;

/**
 * A payload of a VTN that is to be queued.
 *
 * @param content what will be signed; its body is kept once, however many CEMs get the same
 * @param atMillis when it came, milliseconds since 1970
 */
public record NewPayload(PayloadFacts facts, Content content, long atMillis) {}
