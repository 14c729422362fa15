package uk.route2b.prove.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which requests are over once a node has slept. */
class LedgerTest {
    private final Ledger ledger = new Ledger(new Ticks());

    private boolean isOver(String id) {
        return ledger.books().requests().stream()
                .anyMatch(request -> request.id().equals(id) && request.ended().isPresent());
    }

    @Test
    void whatWasOverBeforeTheSleepStaysOver() {
        ledger.asking("before", "VEN_1");
        ledger.asked("before", Optional.empty());
        ledger.waking(ledger.sleeping());

        assertThat(isOver("before")).isTrue();
    }

    @Test
    void whatEndedInTheSleepWithoutTheVtnsAnswerMayStillArrive() {
        ledger.asking("told nothing", "VEN_1");
        ledger.asking("answered", "VEN_1");
        ledger.asking("told nothing afterwards", "VEN_1");
        long since = ledger.sleeping();
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
