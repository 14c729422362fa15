package uk.route2b.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemStatus;

/** What every store has to do, in memory or on a disk. */
public abstract class StoreContract extends MoveContract {
    private static final EntityIdentifier SUPPLIER = EntityIdentifier.parse("90B3D51F30010000");
    private static final EntityIdentifier OTHER_SUPPLIER = EntityIdentifier.parse("90B3D51F30010010");

    @Test
    void aCemThatNothingIsKnownOfIsFresh() {
        CemState state = store.load(KEY);

        assertThat(state.epoch()).isZero();
        assertThat(state.sent().last()).isZero();
        assertThat(state.received().highestAccepted()).isZero();
        assertThat(state.signer()).isEmpty();
    }

    @Test
    void aHelloBeginsASession() throws Exception {
        CemState state = store.greet(KEY, greeting(100, 40, 70)).orElseThrow();

        assertThat(state.epoch()).isEqualTo(1);
        assertThat(state.received().highestLinkControl()).isEqualTo(100);
        assertThat(state.received().memory().floor()).isEqualTo(40);
        assertThat(state.sent().last()).isEqualTo(70);
        assertThat(state.configurationConfirmed()).isEqualTo(3);
        assertThat(state.signer()).contains(SIGNER);
        assertThat(state.certificate()).contains(CERTIFICATE);
        assertSameAfterReopening();
    }

    @Test
    void anOlderHelloBeginsNone() {
        store.greet(KEY, greeting(100, 0, 0));

        assertThat(store.greet(KEY, greeting(100, 0, 0))).isEmpty();
        assertThat(store.greet(KEY, greeting(99, 0, 0))).isEmpty();
        assertThat(store.load(KEY).epoch()).isEqualTo(1);
    }

    @Test
    void floorsAndCountersNeverFall() {
        store.greet(KEY, greeting(100, 40, 70));
        CemState state = store.greet(KEY, greeting(101, 30, 60)).orElseThrow();

        assertThat(state.received().memory().floor()).isEqualTo(40);
        assertThat(state.sent().last()).isEqualTo(70);
    }

    @Test
    void aSuppliersCounterIsTheTimeAndNeverRepeats() throws Exception {
        assertThat(store.nextSupplierCounter(SUPPLIER, now)).isEqualTo(now);
        assertThat(store.nextSupplierCounter(SUPPLIER, now)).isEqualTo(now + 1);
        reopen(NODE);
        assertThat(store.nextSupplierCounter(SUPPLIER, now)).isEqualTo(now + 2);
        assertThat(store.nextSupplierCounter(SUPPLIER, now - 3_600_000))
                .as("the clock has gone back")
                .isEqualTo(now + 3);
        assertThat(store.nextSupplierCounter(SUPPLIER, now + 1_000)).isEqualTo(now + 1_000);
        assertThat(store.nextSupplierCounter(OTHER_SUPPLIER, now)).isEqualTo(now);
    }

    @Test
    void noCounterOfASupplierIsGivenToTwo() {
        List<Long> given = IntStream.range(0, 200)
                .parallel()
                .mapToObj(call -> store.nextSupplierCounter(SUPPLIER, now))
                .toList();

        assertThat(given).doesNotHaveDuplicates().allMatch(counter -> counter >= now && counter < now + 200);
    }

    @Test
    void twoDsrspsShareNothing() {
        store.greet(KEY, greeting(100, 40, 70));

        assertThat(store.load(OTHER_DSRSP).epoch()).isZero();
    }

    @Test
    void anAcceptedMessageIsRememberedAndBegun() throws Exception {
        assertThat(store.accept(KEY, 0, accepted(5))).isEqualTo(Fence.DONE);

        assertThat(store.load(KEY).received().memory().find(5).orElseThrow().isAnswered())
                .isFalse();
        assertThat(store.begun())
                .containsExactly(new BegunMessage(KEY, 5, accepted(5).octets()));
        assertSameAfterReopening();
        assertThat(store.begun()).hasSize(1);
    }

    @Test
    void whatANodeThatIsLostHadBegunIsFoundByTheOthers() throws Exception {
        store.alive();
        store.accept(KEY, 0, accepted(5));
        store.accept(KEY, 0, accepted(6));
        store.answer(KEY, 6, ANSWER);
        assertThat(store.begunByLost(now, 9)).isEmpty();

        reopen("another node");
        assertThat(store.begunByLost(now - 1, 9)).isEmpty();
        assertThat(store.begunByLost(now, 0)).isEmpty();
        assertThat(store.begunByLost(now, 9))
                .containsExactly(new BegunMessage(KEY, 5, accepted(5).octets()));
        assertThat(store.answer(KEY, 5, ANSWER)).isTrue();
        assertThat(store.begunByLost(now, 9)).isEmpty();
    }

    @Test
    void whatANodeBeganThatNeverSaidThatItLivesIsFoundAsWell() throws Exception {
        store.accept(KEY, 0, accepted(5));
        reopen("another node");
        assertThat(store.begunByLost(0, 9)).hasSize(1);
    }

    @Test
    void anAnswerEndsWhatWasBegun() throws Exception {
        store.accept(KEY, 0, accepted(5));
        store.answer(KEY, 5, ANSWER);

        assertThat(store.begun()).isEmpty();
        assertThat(store.answer(KEY, 5)).contains(ANSWER);
        assertThat(store.load(KEY).received().memory().find(5).orElseThrow().isAnswered())
                .isTrue();
        assertSameAfterReopening();
        assertThat(store.answer(KEY, 5)).contains(ANSWER);
    }

    @Test
    void exactlyOneAnswerIsStoredForACounter() {
        store.accept(KEY, 0, accepted(5));
        assertThat(store.answer(KEY, 5, ANSWER)).isTrue();

        assertThat(store.answer(KEY, 5, Octets.ofText("another"))).isFalse();
        assertThat(store.answer(KEY, 5)).contains(ANSWER);
    }

    @Test
    void aRefusalIsStoredTogetherWithItsMessage() {
        assertThat(store.acceptAnswered(KEY, 0, accepted(5), ANSWER, "direction"))
                .isEqualTo(Fence.DONE);

        assertThat(store.begun()).isEmpty();
        assertThat(store.answer(KEY, 5)).contains(ANSWER);
    }

    @Test
    void aCounterIsAcceptedOnceOnly() {
        store.accept(KEY, 0, accepted(5));

        assertThatThrownBy(() -> store.accept(KEY, 0, accepted(5))).isInstanceOf(RuntimeException.class);
        assertThat(store.begun()).hasSize(1);
    }

    @Test
    void aStaleEpochChangesNothing() {
        store.greet(KEY, greeting(100, 0, 0));
        CemState before = store.load(KEY);

        assertThat(store.accept(KEY, 0, accepted(5))).isEqualTo(Fence.STALE);
        assertThat(store.acceptAnswered(KEY, 0, accepted(5), ANSWER, "direction"))
                .isEqualTo(Fence.STALE);
        assertThat(held(5)).isEqualTo(Fence.STALE);
        assertThat(store.countHeldMessages()).isZero();
        assertThat(store.reserve(KEY, 0, outgoing(7), OptionalLong.empty())).isEqualTo(Fence.STALE);
        assertThat(store.use(KEY, 0, 8)).isEqualTo(Fence.STALE);
        assertThat(store.note(KEY, 0, 200, ConfigurationReport.NONE)).isEqualTo(Fence.STALE);
        assertThat(store.settle(KEY, 0, 7, ANSWER, 0, PayloadState.DELIVERED, ""))
                .isEqualTo(Fence.STALE);
        assertThat(store.giveUp(KEY, 0, 7, "no-answer")).isEqualTo(Fence.STALE);
        assertThat(store.load(KEY)).usingRecursiveComparison().isEqualTo(before);
        assertThat(store.begun()).isEmpty();
    }

    @Test
    void theAnswerToAMessageIsFencedByItsRowAndNotByTheSession() {
        store.accept(KEY, 0, accepted(5));
        store.greet(KEY, greeting(100, 0, 0));

        store.answer(KEY, 5, ANSWER);

        assertThat(store.answer(KEY, 5)).contains(ANSWER);
    }

    @Test
    void aReservedCounterIsUsedAndItsMessageWaits() throws Exception {
        store.reserve(KEY, 0, outgoing(7), OptionalLong.empty());
        store.reserve(KEY, 0, outgoing(9), OptionalLong.empty());
        store.use(KEY, 0, 11);

        CemState state = store.load(KEY);
        assertThat(state.sent().last()).isEqualTo(11);
        assertThat(state.sent().window().isOutstanding(7)).isTrue();
        assertThat(state.sent().window().isOutstanding(11)).isFalse();
        assertThat(state.sent().floor()).isEqualTo(6);
        assertThat(store.unanswered(KEY)).extracting(OutgoingMessage::counter).containsExactly(7L, 9L);
        assertSameAfterReopening();
    }

    @Test
    void aSettledMessageLeavesTheWindowWhenThoseBeforeItHave() throws Exception {
        store.reserve(KEY, 0, outgoing(7), OptionalLong.empty());
        store.reserve(KEY, 0, outgoing(9), OptionalLong.empty());
        store.settle(KEY, 0, 9, ANSWER, 2, PayloadState.DELIVERED, "");

        assertThat(store.load(KEY).sent().window().size()).isEqualTo(2);
        assertThat(store.load(KEY).configuration().answered()).isEqualTo(2);
        assertSameAfterReopening();
        store.settle(KEY, 0, 7, ANSWER, 0, PayloadState.DELIVERED, "");
        assertThat(store.load(KEY).sent().window().size()).isZero();
        assertThat(store.load(KEY).sent().floor()).isEqualTo(9);
        assertSameAfterReopening();
    }

    @Test
    void whatIsGivenUpIsAwaitedNoMore() {
        store.reserve(KEY, 0, outgoing(7), OptionalLong.empty());
        store.giveUp(KEY, 0, 7, "no-answer");

        assertThat(store.unanswered(KEY)).isEmpty();
        assertThat(store.load(KEY).sent().window().isOutstanding(7)).isFalse();
    }

    /** A CEM that was restored from an old copy gets the current configuration again. */
    @Test
    void aHelloWithAnOlderConfigurationIsBelieved() throws Exception {
        store.greet(KEY, greeting(100, 0, 0));
        store.note(KEY, 1, 101, committed(9));
        assertThat(store.load(KEY).configurationConfirmed()).isEqualTo(9);

        CemState state = store.greet(KEY, greeting(200, 0, 0)).orElseThrow();

        assertThat(state.configurationConfirmed()).isEqualTo(3);
        assertThat(state.configuration().answered()).isLessThanOrEqualTo(3);
        assertSameAfterReopening();
    }

    @Test
    void theNewestTimeIsThatOfWhatWasStoredLast() throws Exception {
        assertThat(store.newestMillis()).isEmpty();
        OutgoingMessage message = outgoing(7);
        store.reserve(KEY, 0, message, OptionalLong.empty());
        assertThat(store.newestMillis()).hasValue(message.atMillis());
    }

    @Test
    void linkControlRises() throws Exception {
        store.note(KEY, 0, 50, committed(4));

        assertThat(store.load(KEY).received().highestLinkControl()).isEqualTo(50);
        assertThat(store.load(KEY).configurationConfirmed()).isEqualTo(4);
        assertThatThrownBy(() -> store.note(KEY, 0, 50, ConfigurationReport.NONE))
                .isInstanceOf(IllegalStateException.class);
        assertSameAfterReopening();
    }

    @Test
    void countersAreUnsigned() {
        long huge = -2;
        store.accept(KEY, 0, accepted(5));
        store.accept(KEY, 0, accepted(huge));
        store.reserve(KEY, 0, outgoing(1), OptionalLong.empty());
        store.reserve(KEY, 0, outgoing(huge), OptionalLong.empty());

        assertThat(store.load(KEY).received().highestAccepted()).isEqualTo(huge);
        assertThat(store.load(KEY).sent().last()).isEqualTo(huge);
        assertThat(store.unanswered(KEY)).extracting(OutgoingMessage::counter).containsExactly(1L, huge);
    }

    @Test
    void sixtyFourAreRememberedAndTheFloorFollows() throws Exception {
        for (int counter = 1; counter <= 70; counter++) {
            store.acceptAnswered(KEY, 0, accepted(counter), ANSWER, "");
        }

        assertThat(store.load(KEY).received().memory().messages()).hasSize(64);
        assertThat(store.load(KEY).received().memory().floor()).isEqualTo(7);
        assertSameAfterReopening();
    }

    @Test
    void aTunnelIdStaysWithItsMessageAndRunsOn() throws Exception {
        store.reserve(KEY, 0, outgoing(7), OptionalLong.empty());
        store.reserve(KEY, 0, outgoing(9), OptionalLong.empty());

        assertThat(store.tunnelId(KEY, 7)).isZero();
        assertThat(store.tunnelId(KEY, 9)).isEqualTo(1);
        assertThat(store.tunnelId(KEY, 7)).isZero();
        reopen(NODE);
        assertThat(store.tunnelId(KEY, 9)).isEqualTo(1);
        assertThat(store.nextTunnelId(KEY)).isEqualTo(2);
    }

    @Test
    void whoeverOwnsASessionKeepsItWhileItLives() throws Exception {
        store.alive();
        store.greet(KEY, greeting(100, 0, 0));
        reopen("node-2");
        assertThat(store.claim(KEY, Claim.SEND)).isEmpty();
        assertThat(store.claim(KEY, Claim.TAKE)).isEmpty();
        assertThat(store.load(KEY).epoch()).isEqualTo(1);

        assertThat(store.release(KEY, 0)).isEqualTo(Fence.STALE);
        assertThat(store.release(KEY, 1)).isEqualTo(Fence.DONE);
        assertThat(store.claim(KEY, Claim.SEND)).isEmpty();
        assertThat(store.claim(KEY, Claim.TAKE).orElseThrow().epoch()).isEqualTo(2);
        assertThat(store.use(KEY, 1, 500)).isEqualTo(Fence.STALE);
        assertThat(store.claim(KEY, Claim.SEND).orElseThrow().epoch()).isEqualTo(3);
    }

    @Test
    void aNodeThatStartsHasNoLinksAndOwnsWhatItOwned() throws Exception {
        store.alive();
        store.greet(KEY, greeting(100, 0, 0));
        reopen("node-2");
        store.alive();
        store.greet(OTHER_CEM, greeting(100, 0, 0));
        store.noLinks();
        assertThat(store.claim(KEY, Claim.TAKE))
                .as("linked to a node that did not start")
                .isEmpty();
        reopen(NODE);
        assertThat(store.claim(OTHER_CEM, Claim.SEND)).isEmpty();
        assertThat(store.load(OTHER_CEM).epoch()).isEqualTo(1);
        assertThat(store.claim(OTHER_CEM, Claim.TAKE).orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void whatADeadNodeOwnsMayBeClaimedAndWhatNobodyOwnsToo() throws Exception {
        store.alive();
        store.greet(KEY, greeting(100, 0, 0));
        reopen("node-2");
        now += Claim.DEAD_MILLIS;
        assertThat(store.claim(KEY, Claim.SEND).orElseThrow().epoch()).isEqualTo(2);
        assertThat(store.claim(OTHER_CEM, Claim.SEND).orElseThrow().epoch()).isEqualTo(1);
    }

    @Test
    void whatIsUrgentIsThatOfThisNodeOfDeadOnesAndOfNobody() throws Exception {
        store.alive();
        store.greet(KEY, greeting(100, 0, 0));
        PayloadRecord owned = queued(payload("owned"));
        PayloadRecord free = queued(OTHER_CEM, payload("free"));
        assertThat(store.urgent(10)).containsExactly(owned, free);
        assertThat(store.urgent(1)).containsExactly(owned);
        reopen("node-2");
        assertThat(store.urgent(1)).containsExactly(free);
        store.release(KEY, 1);
        assertThat(store.urgent(10)).as("it sends itself").containsExactly(free);
        now += Claim.DEAD_MILLIS - 1;
        assertThat(store.urgent(10)).containsExactly(free);
        now++;
        assertThat(store.urgent(10)).containsExactly(owned, free);
    }

    @Test
    void whatWentThroughTheTunnelIsFoundByItsId() {
        store.reserve(KEY, 0, outgoing(7), OptionalLong.empty());
        assertThat(store.inTunnel(KEY, 0)).isEmpty();
        int id = store.tunnelId(KEY, 7);
        assertThat(store.inTunnel(KEY, id)).hasValue(7);
        store.settle(KEY, 0, 7, ANSWER, 0, PayloadState.DELIVERED, "");
        assertThat(store.inTunnel(KEY, id)).isEmpty();
    }

    @Test
    void after255ComesTunnelIdZero() {
        for (int id = 0; id <= 255; id++) {
            assertThat(store.nextTunnelId(KEY)).isEqualTo(id);
        }
        assertThat(store.nextTunnelId(KEY)).isZero();
    }

    @Test
    void aChangedStateHoldsAndIsOfOneCemOnly() throws Exception {
        assertThat(store.statuses()).isEmpty();
        assertThat(store.changeStatus(KEY, CemStatus.SUSPENDED, now)).isTrue();
        assertThat(store.statuses()).containsOnly(Map.entry(KEY, CemStatus.SUSPENDED));
        assertThat(store.changeStatus(KEY, CemStatus.ACTIVE, now)).isTrue();
        assertThat(store.changeStatus(OTHER_CEM, CemStatus.REVOKED, now)).isTrue();
        assertThat(store.statuses())
                .containsOnly(Map.entry(KEY, CemStatus.ACTIVE), Map.entry(OTHER_CEM, CemStatus.REVOKED));
        assertSameAfterReopening();
    }

    @Test
    void aRevocationIsForEver() {
        assertThat(store.changeStatus(KEY, CemStatus.REVOKED, now)).isTrue();
        assertThat(store.changeStatus(KEY, CemStatus.REVOKED, now)).isTrue();
        for (CemStatus other : List.of(CemStatus.ENROLLED, CemStatus.ACTIVE, CemStatus.SUSPENDED)) {
            assertThat(store.changeStatus(KEY, other, now)).isFalse();
        }
        assertThat(store.statuses()).containsOnly(Map.entry(KEY, CemStatus.REVOKED));
    }
}
