package uk.route2b.client.internal.okhttp;

import java.util.Optional;
import okio.Buffer;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.FrameAllowance;

/**
 * Follows the frames of a WebSocket in its octets, before OkHttp has them: OkHttp collects a message without any limit,
 * and waits for as many octets as a frame says it has. Used by one thread at a time.
 */
final class IncomingFrames {
    private final FrameAllowance allowance;
    private final FrameHead head = new FrameHead();
    private long payload;
    private Optional<CloseCode> refusal = Optional.empty();

    IncomingFrames(FrameAllowance allowance) {
        this.allowance = allowance;
    }

    /** Takes octets as they come; how many of them stand before the frame that is too much. */
    long take(Buffer octets) {
        long at = 0;
        while (at < octets.size() && refusal.isEmpty()) {
            long skipped = Math.min(payload, octets.size() - at);
            payload -= skipped;
            at += skipped;
            if (at < octets.size() && head.take(octets.getByte(at++))) {
                refusal = judge();
                at -= refusal.isEmpty() ? 0 : Math.min(at, head.taken());
                head.clear();
            }
        }
        return at;
    }

    private Optional<CloseCode> judge() {
        payload = head.length();
        return head.isControl() ? allowance.control() : allowance.part(payload, head.last());
    }

    /** How the link closes, once there was too much. */
    Optional<CloseCode> refusal() {
        return refusal;
    }
}
