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

    /** Two addresses may together hold every handshake, and do not: who comes from a third gets in. */
    @Test
    void theAddressWithTheMostHandshakesMakesRoomTheSilentOldestFirst() {
        Door door = door(1000, 5, 100);
        Guest first = new Guest(door, 1, true);
        Guest silent = new Guest(door, 1, false);
        Guest third = new Guest(door, 1, true);
        Guest other = new Guest(door, 2, false);
        new Guest(door, 2, true);

        new Guest(door, 3, true);
        assertThat(silent.gone).isTrue();
        assertThat(first.gone || third.gone || other.gone).isFalse();
        assertThat(door.handshakes()).isEqualTo(5);
        assertThat(door.waiting()).isEqualTo(5);
    }

    /** Who has sent something has no right to stay either, where its address has most and others have few. */
    @Test
    void whoSaysOneOctetHoldsNoPlaceAgainstOthers() {
        Door door = door(1000, 8, 100);
        Guest[] crowd = new Guest[8];
        for (int number = 0; number < crowd.length; number++) {
            crowd[number] = new Guest(door, 1, true);
        }
        assertThat(door.enter(address(1)).refusal()).isEqualTo("door-handshakes");

        new Guest(door, 2, true);
        new Guest(door, 3, true);
        assertThat(crowd[0].gone && crowd[1].gone).isTrue();
        assertThat(crowd[2].gone).isFalse();
    }

    /** A handshake that is over makes room for nobody. */
    @Test
    void whoIsThroughItsHandshakeStays() {
        Door door = door(1000, 1, 100);
        Guest first = new Guest(door, 1, false);
        first.pass.shaken();
        new Guest(door, 1, false);
        new Guest(door, 2, false);

        assertThat(first.gone).isFalse();
    }

    private static final class Guest implements Door.Caller {
        private final Door.Pass pass;
        private final boolean spoken;
        private boolean gone;

        Guest(Door door, int from, boolean spoken) {
            this.spoken = spoken;
            this.pass = door.enter(address(from)).pass().orElseThrow();
            pass.of(this);
        }

        @Override
        public boolean hasSpoken() {
            return spoken;
        }

        @Override
        public void makeRoom() {
            gone = true;
        }
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
