package uk.route2b.server.checks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** In which minutes a load may change because one list takes the place of another. */
class LoadListTest {
    private static final long NOW = 1_000;
    private static final LoadList NOTHING = LoadList.of(List.of());

    @Test
    void ofSomethingNewAllThatIsStillToCome() {
        assertThat(NOTHING.changes(List.of(event("a", 1_010, 1_020)), NOW)).containsExactly(1_010L, 1_020L);
        assertThat(NOTHING.changes(List.of(event("a", NOW, 1_020)), NOW)).containsExactly(NOW, 1_020L);
        assertThat(NOTHING.changes(List.of(event("a", 980, 990)), NOW)).isEmpty();
    }

    @Test
    void ofSomethingNewThatIsUnderWayNowAsWell() {
        assertThat(NOTHING.changes(List.of(event("a", 990, 1_020)), NOW)).containsExactly(NOW, 1_020L);
        assertThat(NOTHING.changes(List.of(new LoadEvent("a", "1", false, List.of(990L), NOW)), NOW))
                .containsExactly(NOW);
        assertThat(NOTHING.changes(List.of(new LoadEvent("a", "1", false, List.of(990L), NOW - 1)), NOW))
                .isEmpty();
        assertThat(NOTHING.changes(List.of(new LoadEvent("a", "1", false, List.of(NOW + 1), NOW + 9)), NOW))
                .containsExactly(NOW + 1);
    }

    @Test
    void whatHadBegunAndIsPutOffChangesNow() {
        List<LoadEvent> putOff = List.of(changed("a", 1_100, 1_110));
        assertThat(LoadList.of(List.of(event("a", 990, 1_020))).changes(putOff, NOW))
                .containsExactly(NOW, 1_100L, 1_110L);
        assertThat(LoadList.of(List.of(event("a", NOW, 1_020))).changes(putOff, NOW))
                .containsExactly(NOW, 1_100L, 1_110L);
        assertThat(LoadList.of(List.of(event("a", 990, NOW))).changes(putOff, NOW))
                .containsExactly(NOW, 1_100L, 1_110L);
    }

    @Test
    void whatHadNotBegunOrWasOverOrCancelledDoesNot() {
        List<LoadEvent> putOff = List.of(changed("a", 1_100, 1_110));
        assertThat(LoadList.of(List.of(event("a", 1_001, 1_020))).changes(putOff, NOW))
                .containsExactly(1_100L, 1_110L);
        assertThat(LoadList.of(List.of(event("a", 980, NOW - 1))).changes(putOff, NOW))
                .containsExactly(1_100L, 1_110L);
        assertThat(LoadList.of(List.of(cancelled("a", 980, 1_020))).changes(putOff, NOW))
                .containsExactly(1_100L, 1_110L);
    }

    @Test
    void leavingOutCancelsToItsLastMinute() {
        assertThat(LoadList.of(List.of(event("a", 980, NOW))).changes(List.of(), NOW))
                .containsExactly(NOW);
        assertThat(LoadList.of(List.of(event("a", 980, NOW - 1))).changes(List.of(), NOW))
                .isEmpty();
        assertThat(LoadList.of(List.of(cancelled("a", 980, 1_020))).changes(List.of(), NOW))
                .isEmpty();
    }

    @Test
    void aCancellationCountsOnceAndOnlyOfWhatThereWas() {
        assertThat(LoadList.of(List.of(event("a", 1_010, 1_020))).changes(List.of(cancelled("a", 1_010, 1_020)), NOW))
                .containsExactly(NOW);
        assertThat(NOTHING.changes(List.of(cancelled("a", 1_010, 1_020)), NOW)).isEmpty();
    }

    @Test
    void theTextIsTheSameWhateverTheOrderAndIsReadAsItWas() {
        LoadEvent first = event("a", 1, 2);
        LoadEvent second = cancelled("b", 3, Long.MAX_VALUE);
        LoadEvent third = event("c", 5, 6);
        LoadList list = LoadList.of(List.of(first, second, third));
        assertThat(list.text())
                .isEqualTo(LoadList.of(List.of(third, second, first)).text());
        assertThat(list.text().lines()).isSorted().hasSize(3);
        assertThat(LoadList.read(list.text())).isEqualTo(list);
        assertThat(LoadList.read("")).isEqualTo(NOTHING);
    }

    private static LoadEvent event(String id, long start, long end) {
        return new LoadEvent(id, "1", false, List.of(start, end), end);
    }

    private static LoadEvent changed(String id, long start, long end) {
        return new LoadEvent(id, "2", false, List.of(start, end), end);
    }

    private static LoadEvent cancelled(String id, long start, long end) {
        return new LoadEvent(id, "3", true, List.of(start, end), end);
    }
}
