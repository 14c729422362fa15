package uk.route2b.server.delivery;

import java.util.Optional;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.OutgoingMessage;

/**
 * What came of signing a message.
 *
 * @param message its counter and octets, which are stored and may leave; empty unless the fence is {@link Fence#DONE}
 */
record Reservation(Fence fence, Optional<OutgoingMessage> message) {}
