package uk.route2b.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store does with messages of CEMs that wait for an operator. */
abstract class HeldContract extends UpkeepContract {
    @Test
    void aHeldMessageIsStoredWithItsAnswerAndListed() throws Exception {
        now += 5;
        assertThat(held(5)).isEqualTo(Fence.DONE);
        reopen(NODE);

        assertThat(store.begun()).isEmpty();
        assertThat(store.answer(KEY, 5)).contains(ANSWER);
        assertThat(store.audit(KEY, 0, 10)).extracting(AuditRecord::reason).containsExactly("threshold");
        HeldMessage listed = store.heldMessages(Long.MAX_VALUE, 10).get(0);
        assertThat(listed)
                .isEqualTo(new HeldMessage(
                        listed.number(),
                        KEY,
                        5,
                        CODE,
                        "a kind",
                        "threshold",
                        START + 5,
                        accepted(5).octets().size(),
                        accepted(5).digest()));
        assertThat(store.countHeldMessages()).isEqualTo(1);
        assertSameAfterReopening();
    }

    @Test
    void heldMessagesAreListedTheNewestFirstPageByPage() {
        held(5);
        held(6);
        held(7);

        List<HeldMessage> page = store.heldMessages(Long.MAX_VALUE, 2);
        assertThat(page).extracting(HeldMessage::counter).containsExactly(7L, 6L);
        assertThat(store.heldMessages(page.get(1).number(), 2))
                .extracting(HeldMessage::counter)
                .containsExactly(5L);
        assertThat(store.held(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void whoDecidesAboutAHeldMessageFirstGetsItAndNobodyAfterwards() throws Exception {
        held(5);
        held(6);
        long number = store.heldMessages(Long.MAX_VALUE, 1).get(0).number();

        assertThat(store.decideHeldMessage(number)).contains(accepted(6).octets());
        assertThat(store.decideHeldMessage(number)).isEmpty();
        assertThat(store.decideHeldMessage(number + 1)).isEmpty();
        reopen(NODE);
        assertThat(store.decideHeldMessage(number)).isEmpty();
        assertThat(store.heldMessages(Long.MAX_VALUE, 10))
                .extracting(HeldMessage::counter)
                .containsExactly(5L);
        assertThat(store.answer(KEY, 6)).contains(ANSWER);
        held(7);
        assertThat(store.heldMessages(Long.MAX_VALUE, 1).get(0).number()).isGreaterThan(number);
    }

    @Test
    void ofTwoWhoDecideAtOnceOneGetsIt() {
        held(5);
        long number = store.heldMessages(Long.MAX_VALUE, 1).get(0).number();

        long got = Stream.generate(() -> CompletableFuture.supplyAsync(() -> store.decideHeldMessage(number)))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(Optional::isPresent)
                .count();

        assertThat(got).isEqualTo(1);
    }

    @Test
    void whatIsAcceptedAlreadyIsNotHeld() {
        store.accept(KEY, 0, accepted(5));

        assertThatThrownBy(() -> held(5)).isInstanceOf(RuntimeException.class);
        assertThat(store.countHeldMessages()).isZero();
    }

    @Test
    void aHeldMessageIsHeldAsLongAsBodiesAreKeptAlsoInAMemoryOf64() {
        held(1);
        now += DAY;
        store.acceptHeld(OTHER_CEM, 0, accepted(1), ANSWER, "threshold", "a kind");
        pruneAll(START + 7 * DAY);
        assertThat(store.countHeldMessages()).isEqualTo(2);
        long number = store.heldMessages(Long.MAX_VALUE, 10).get(1).number();

        pruneAll(START + 7 * DAY + 1);

        assertThat(store.heldMessages(Long.MAX_VALUE, 10))
                .extracting(HeldMessage::key)
                .containsExactly(OTHER_CEM);
        assertThat(store.decideHeldMessage(number)).isEmpty();
        assertThat(store.answer(KEY, 1)).contains(ANSWER);
    }

    @Test
    void whatIsHeldInACopyMayHaveBeenReleasedAndIsHeldNoMore() {
        held(1);
        store.restored(new DoubtSpan(500, 1_000));

        assertThat(store.countHeldMessages()).isZero();
        assertThat(store.answer(KEY, 1)).contains(ANSWER);
    }

    protected final Fence held(long counter) {
        return store.acceptHeld(KEY, 0, accepted(counter), ANSWER, "threshold", "a kind");
    }
}
