package uk.route2b.prove.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which requests are over once a node has slept. */
class LedgerTest {
    private static final Set<String> OF_THE_SLEEPER = Set.of("VEN_1");

    private final Ledger ledger = new Ledger(new Ticks());

    private boolean isOver(String id) {
        return ledger.books().requests().stream()
                .anyMatch(request -> request.id().equals(id) && request.ended().isPresent());
    }

    @Test
    void whatTheVtnHadReadBeforeTheSleepStaysOver() {
        ledger.asking("before", "VEN_1");
        ledger.arrived("before", "VEN_1", "M1");
        ledger.asked("before", Optional.empty());
        ledger.waking(ledger.sleeping(OF_THE_SLEEPER));

        assertThat(isOver("before")).isTrue();
    }

    /** A CEM tells its VEN after eight seconds that nobody knows, and its gateway may get the request later. */
    @Test
    void whatTheVtnHadNotReadMayLieWithTheSleeperAlsoIfItsVenWasToldBefore() {
        ledger.asking("of the sleeper", "VEN_1");
        ledger.asking("of another node", "VEN_2");
        ledger.asked("of the sleeper", Optional.empty());
        ledger.asked("of another node", Optional.empty());
        ledger.waking(ledger.sleeping(OF_THE_SLEEPER));

        assertThat(isOver("of the sleeper")).isFalse();
        assertThat(isOver("of another node")).isTrue();
    }

    @Test
    void whatEndedInTheSleepWithoutTheVtnsAnswerMayStillArrive() {
        ledger.asking("told nothing", "VEN_1");
        ledger.asking("answered", "VEN_1");
        ledger.asking("told nothing afterwards", "VEN_1");
        long since = ledger.sleeping(OF_THE_SLEEPER);
        ledger.asked("told nothing", Optional.empty());
        ledger.asked("answered", Optional.of("M1"));
        ledger.waking(since);
        ledger.asked("told nothing afterwards", Optional.empty());
        ledger.asking("younger", "VEN_1");
        ledger.asked("younger", Optional.empty());

        assertThat(isOver("told nothing")).isFalse();
        assertThat(isOver("told nothing afterwards")).isFalse();
        assertThat(isOver("answered")).isTrue();
        assertThat(isOver("younger")).isTrue();
    }
}
