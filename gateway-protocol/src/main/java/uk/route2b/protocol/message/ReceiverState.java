package uk.route2b.protocol.message;

import uk.route2b.protocol.octets.Octets;

/**
 * All that a receiver keeps about the counters of one originator. Immutable; stored with the effect of each message.
 *
 * @param memory what was accepted, link control apart
 * @param highestLinkControl the highest counter of link control that was accepted; link control is never resent, so it
 *     only has to rise
 */
public record ReceiverState(CounterMemory memory, long highestLinkControl) {
    /** The state at commissioning: nothing accepted, counters have to be above {@code floor}. */
    public static ReceiverState withFloor(long floor) {
        return new ReceiverState(CounterMemory.withFloor(floor), floor);
    }

    /** The highest counter accepted from this originator, over all message codes. */
    public long highestAccepted() {
        long ordinary = memory.highestAccepted();
        return Long.compareUnsigned(ordinary, highestLinkControl) >= 0 ? ordinary : highestLinkControl;
    }

    public ReceiverState accept(long counter, Octets digest) {
        return new ReceiverState(memory.accept(counter, digest), highestLinkControl);
    }

    public ReceiverState acceptLinkControl(long counter) {
        if (Long.compareUnsigned(counter, highestLinkControl) <= 0) {
            throw new IllegalStateException("link control counter " + Long.toUnsignedString(counter) + " did not rise");
        }
        return new ReceiverState(memory, counter);
    }

    public ReceiverState answered(long counter, Octets answer) {
        return new ReceiverState(memory.answered(counter, answer), highestLinkControl);
    }

    /** Takes the floor that the sender declared in hello or welcome. */
    public ReceiverState raiseFloor(long declared) {
        return new ReceiverState(memory.raiseFloor(declared), highestLinkControl);
    }
}
