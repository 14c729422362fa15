package uk.route2b.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import uk.route2b.server.configuration.DoorLimits;

/** The door's arithmetic, on a clock that is moved by hand. */
class DoorTest {
    private final AtomicLong nanos = new AtomicLong();

    private Door door(int accepts, int handshakes, int waiting) {
        Duration second = Duration.ofSeconds(1);
        return new Door(new DoorLimits(accepts, handshakes, waiting, second, second, Set.of()), nanos::get);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void oneAddressHasSoManyWaitingAndAnyNumberThrough() {
        Door door = door(1000, 1000, 2);
        for (int home = 0; home < 100; home++) {
            door.enter(address(1)).pass().orElseThrow().through();
        }
        assertThat(door.enter(address(1)).pass()).isPresent();
        Door.Pass second = door.enter(address(1)).pass().orElseThrow();

        assertThat(door.enter(address(1)).refusal()).isEqualTo("door-address");
        assertThat(door.enter(address(2)).pass()).isPresent();

        second.through();
        assertThat(door.enter(address(1)).pass()).isPresent();
    }

    @Test
    void soManyHandshakesAreUnderWayAtOnce() {
        Door door = door(1000, 2, 100);
        Door.Pass first = door.enter(address(1)).pass().orElseThrow();
        door.enter(address(2));

        assertThat(door.enter(address(3)).refusal()).isEqualTo("door-handshakes");

        first.shaken();
        first.shaken();
        assertThat(door.handshakes()).isEqualTo(1);
        assertThat(door.enter(address(3)).pass()).isPresent();
        assertThat(door.enter(address(4)).refusal()).isEqualTo("door-handshakes");
    }

    @Test
    void soManyBeginInASecondAndTwiceAsManyAfterAPause() {
        Door door = door(10, 1000, 1000);
        for (int number = 0; number < 20; number++) {
            assertThat(door.enter(address(1)).pass()).isPresent();
        }
        assertThat(door.enter(address(1)).refusal()).isEqualTo("door-rate");

        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(door.enter(address(1)).pass()).isPresent();
        assertThat(door.enter(address(1)).refusal()).isEqualTo("door-rate");
    }

    @Test
    void whoLeavesTwiceGivesOnePlaceBack() {
        Door door = door(1000, 1000, 2);
        Door.Pass first = door.enter(address(1)).pass().orElseThrow();
        door.enter(address(1));
        first.through();
        first.through();

        assertThat(door.waiting()).isEqualTo(1);
        assertThat(door.handshakes()).isEqualTo(1);
    }
}
