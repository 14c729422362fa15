package uk.route2b.protocol.transcript;

import java.util.Optional;
import uk.route2b.protocol.message.CounterMemory;
import uk.route2b.protocol.octets.Octets;

/**
 * Whether counters come as they must: ours rise with every message signed; those of the CEM are accepted in any order
 * within its receiver's memory of 64, and none twice. So the check needs no more memory than the receiver had.
 */
final class CounterCheck {
    private CounterMemory up = CounterMemory.withFloor(0);
    private CounterMemory down = CounterMemory.withFloor(0);

    Optional<TranscriptReason> next(boolean isDown, long counter, Octets digest) {
        return isDown ? nextDown(counter, digest) : nextUp(counter, digest);
    }

    private Optional<TranscriptReason> nextDown(long counter, Octets digest) {
        if (Long.compareUnsigned(counter, down.highestAccepted()) > 0) {
            down = down.accept(counter, digest);
            return Optional.empty();
        }
        return wrong(down, counter);
    }

    private Optional<TranscriptReason> nextUp(long counter, Octets digest) {
        if (up.isNew(counter)) {
            up = up.accept(counter, digest);
            return Optional.empty();
        }
        return wrong(up, counter);
    }

    private static Optional<TranscriptReason> wrong(CounterMemory memory, long counter) {
        return Optional.of(
                memory.find(counter).isPresent() ? TranscriptReason.COUNTER_TWICE : TranscriptReason.COUNTER_ORDER);
    }
}
