package uk.route2b.prove.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The checker finds each kind of breach in books written by hand, and nothing in good ones. */
class CheckerTest {
    @Test
    void goodBooksPass() {
        BookOf book = new BookOf()
                .pushed("P1", 1, 4)
                .delivered("P1", 3, 1)
                .pushed("P2", 5, 9)
                .delivered("P2", 8, 1)
                .pushedInVain("P3", 10)
                .asked("R1", 2, 7, "M1")
                .arrived("R1", 6, "M1")
                .asked("R2", 11, 12, "");

        assertThat(Checker.settled(book.books())).isEqualTo(new Verdict(java.util.List.of(), 0, 0));
    }

    @Test
    void anAcknowledgedPushThatNeverArrivedIsLost() {
        BookOf book = new BookOf().pushed("P1", 1, 2);

        assertThat(book.breaches()).containsExactly(Breach.Kind.LOST);
    }

    @Test
    void nothingIsLostWhileItMayStillArrive() {
        BookOf book = new BookOf().pushed("P1", 1, 2);

        assertThat(Checker.underWay(book.books()).breaches()).isEmpty();
    }

    @Test
    void aListOfEventsMayBeReplacedByANewerOneThatArrives() {
        BookOf book =
                new BookOf().pushedEvents("E1", 1, 2).pushedEvents("E2", 3, 4).delivered("E2", 5, 1);

        assertThat(Checker.settled(book.books())).isEqualTo(new Verdict(java.util.List.of(), 1, 0));
    }

    /** It may have expired; the VTN knows that its newest list has not arrived. */
    @Test
    void aListOfEventsMayBeReplacedByANewerOneThatTheVtnKnowsToHaveFailed() {
        BookOf book = new BookOf().pushedEvents("E1", 1, 2).refusedEvents("E2", 3);

        assertThat(book.breaches()).isEmpty();
    }

    @Test
    void anOlderListOfEventsReplacesNothing() {
        BookOf book =
                new BookOf().pushedEvents("E1", 1, 2).delivered("E1", 2, 1).pushedEvents("E2", 3, 4);

        assertThat(book.breaches()).containsExactly(Breach.Kind.LOST);
    }

    @Test
    void anotherMessageReplacesNothing() {
        BookOf book = new BookOf().pushedEvents("E1", 1, 2).pushed("P2", 3, 4).delivered("P2", 5, 1);

        assertThat(book.breaches()).containsExactly(Breach.Kind.LOST);
    }

    @Test
    void aRepeatThatNoKillExplainsIsASecondEffect() {
        BookOf book = new BookOf().pushed("P1", 1, 2).delivered("P1", 3, 1).delivered("P1", 4, 1);

        assertThat(book.breaches()).containsExactly(Breach.Kind.TWICE_DOWN);
    }

    @Test
    void aRepeatIsAllowedWhereTheKillFellBetweenAnswerAndStoring() {
        BookOf book = new BookOf()
                .pushed("P1", 1, 2)
                .delivered("P1", 3, 1)
                .killed(1, 0, 4)
                .delivered("P1", 5, 2);

        assertThat(Checker.settled(book.books())).isEqualTo(new Verdict(java.util.List.of(), 0, 1));
    }

    @Test
    void aRepeatIsNotAllowedWhereTheCemHadStoredThatItsVenHasIt() {
        BookOf book = new BookOf()
                .pushed("P1", 1, 2)
                .delivered("P1", 3, 1)
                .killed(1, 1, 4)
                .delivered("P1", 5, 2);

        assertThat(book.breaches()).containsExactly(Breach.Kind.TWICE_DOWN);
    }

    @Test
    void oneGapExplainsOneRepeatOnly() {
        BookOf book = new BookOf()
                .pushed("P1", 1, 2)
                .pushed("P2", 3, 4)
                .delivered("P1", 5, 1)
                .delivered("P2", 6, 1)
                .killed(1, 1, 7)
                .delivered("P1", 8, 2)
                .delivered("P2", 9, 2);

        assertThat(book.breaches()).containsExactly(Breach.Kind.TWICE_DOWN);
    }

    @Test
    void aPushThatOvertookOneThatWasAcknowledgedBeforeItBeganBreaksTheOrder() {
        BookOf book = new BookOf()
                .pushed("P1", 1, 2)
                .pushed("P2", 3, 4)
                .delivered("P2", 5, 1)
                .delivered("P1", 6, 1);

        assertThat(book.breaches()).containsExactly(Breach.Kind.ORDER_DOWN);
    }

    @Test
    void pushesAtTheSameTimeMayComeInAnyOrder() {
        BookOf book = new BookOf()
                .pushed("P1", 1, 4)
                .pushed("P2", 3, 6)
                .delivered("P2", 7, 1)
                .delivered("P1", 8, 1);

        assertThat(book.breaches()).isEmpty();
    }

    @Test
    void anOldListOfEventsMustNotComeBackOverANewerOne() {
        BookOf book = new BookOf()
                .pushedEvents("E1", 1, 2)
                .delivered("E1", 3, 1)
                .pushedEvents("E2", 4, 5)
                .delivered("E2", 6, 1)
                .killed(1, 0, 7)
                .delivered("E1", 8, 2);

        assertThat(book.breaches()).containsExactly(Breach.Kind.ORDER_DOWN);
    }

    @Test
    void repeatsAfterAKillKeepTheOrderOfTheFirstTime() {
        BookOf book = new BookOf()
                .pushed("P1", 1, 2)
                .pushed("P2", 3, 4)
                .delivered("P1", 5, 1)
                .delivered("P2", 6, 1)
                .killed(1, 0, 7)
                .delivered("P1", 8, 2)
                .delivered("P2", 9, 2);

        assertThat(Checker.settled(book.books())).isEqualTo(new Verdict(java.util.List.of(), 0, 2));
    }

    @Test
    void aRequestThatReachesTheVtnTwiceIsASecondEffect() {
        BookOf book =
                new BookOf().asked("R1", 1, 5, "M1").arrived("R1", 2, "M1").arrived("R1", 3, "M2");

        assertThat(book.breaches()).containsExactly(Breach.Kind.TWICE_UP);
    }

    @Test
    void aRequestThatOvertookBreaksTheOrder() {
        BookOf book = new BookOf()
                .asked("R1", 1, 2, "")
                .asked("R2", 3, 6, "M1")
                .arrived("R2", 4, "M1")
                .arrived("R1", 5, "M2");

        assertThat(book.breaches()).containsExactly(Breach.Kind.ORDER_UP);
    }

    @Test
    void anAnswerThatTheVtnDidNotGiveIsFalse() {
        BookOf never = new BookOf().asked("R1", 1, 2, "M1");
        BookOf another = new BookOf().asked("R1", 1, 3, "M1").arrived("R1", 2, "M2");

        assertThat(never.breaches()).containsExactly(Breach.Kind.FALSE_ANSWER);
        assertThat(another.breaches()).containsExactly(Breach.Kind.FALSE_ANSWER);
    }

    @Test
    void whatNobodySentIsFound() {
        assertThat(new BookOf().delivered("P1", 1, 1).breaches()).containsExactly(Breach.Kind.PHANTOM);
        assertThat(new BookOf().arrived("R1", 1, "M1").breaches()).containsExactly(Breach.Kind.PHANTOM);
    }

    @Test
    void aMessageAtTheWrongVenIsFoundAndStillMissing() {
        BookOf book = new BookOf().pushed("P1", 1, 3).deliveredTo("VEN_2", "P1", 2);

        assertThat(book.breaches()).contains(Breach.Kind.PHANTOM);
    }
}
