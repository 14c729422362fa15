package uk.route2b.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.server.register.CemKey;

/** What every store keeps about link configurations and moves. */
abstract class MoveContract extends HeldContract {
    private static final EntityIdentifier DSRSP = KEY.dsrsp();
    private static final List<EntityIdentifier> BOTH = List.of(KEY.cem(), OTHER_CEM.cem());

    protected static ConfigurationReport committed(long version) {
        return new ConfigurationReport(version, true, "");
    }

    protected static ConfigurationReport failed(long version, String reason) {
        return new ConfigurationReport(version, false, reason);
    }

    public static LinkConfiguration target(long version) {
        return LinkConfiguration.of(
                version,
                List.of(URI.create("wss://new.example/route2b")),
                List.of(KeyIdentifier.parse("4E5ED7D3AB43485C"), KeyIdentifier.parse("4E5ED7D3AB43485D")),
                KeyIdentifier.parse("4F5688D7EC933BE2"),
                START);
    }

    private long start(int perMinute, List<EntityIdentifier> cems) {
        return store.startMove(new NewMove(DSRSP, target(2), perMinute, cems, now));
    }

    private Move move(long number) {
        return store.move(number).orElseThrow();
    }

    @Test
    void aFailureIsKeptWithItsReasonUntilALaterOne() throws Exception {
        store.note(KEY, 0, 50, failed(4, "network"));
        assertThat(store.load(KEY).configuration()).isEqualTo(new ConfigurationState(0, 0, 4, "network"));
        store.note(KEY, 0, 51, failed(3, "older"));
        assertThat(store.load(KEY).configuration().reason()).isEqualTo("network");
        store.note(KEY, 0, 52, committed(5));
        assertThat(store.load(KEY).configuration()).isEqualTo(new ConfigurationState(5, 0, 4, "network"));
        assertSameAfterReopening();
    }

    @Test
    void aConfigurationThatIsRefusedHasFailed() throws Exception {
        store.reserve(KEY, 0, outgoing(7), OptionalLong.empty());
        store.settle(KEY, 0, 7, ANSWER, 4, PayloadState.REFUSED, "version: not-above-the-one-in-force");
        assertThat(store.load(KEY).configuration())
                .isEqualTo(new ConfigurationState(0, 4, 4, "version: not-above-the-one-in-force"));
        assertSameAfterReopening();
    }

    @Test
    void aConfigurationThatIsTakenHasNotFailed() throws Exception {
        store.reserve(KEY, 0, outgoing(7), OptionalLong.empty());
        store.settle(KEY, 0, 7, ANSWER, 4, PayloadState.DELIVERED, "");
        assertThat(store.load(KEY).configuration()).isEqualTo(new ConfigurationState(0, 4, 0, ""));
    }

    @Test
    void aCredentialThatWasAnsweredIsKnownUntilTheNextHello() throws Exception {
        store.credentialAnswered(KEY, SIGNER);
        assertThat(store.load(KEY).credentialAnswered()).contains(SIGNER);
        assertSameAfterReopening();
        store.greet(KEY, greeting(100, 0, 0));
        assertThat(store.load(KEY).credentialAnswered()).isEmpty();
    }

    @Test
    void aMoveBringsCemsTheirTurnAtItsRate() throws Exception {
        long number = start(1, BOTH);
        assertThat(store.openMoves()).containsExactly(number);
        assertThat(store.beginMoves(number, now, 5)).containsExactly(KEY);
        assertThat(store.beginMoves(number, now + 59_999, 5)).isEmpty();
        reopen(NODE);
        assertThat(store.beginMoves(number, now + 60_000, 5)).containsExactly(OTHER_CEM);
        assertThat(store.openMoves()).isEmpty();
        assertThat(store.beginMoves(number, now + 200_000, 5)).isEmpty();
    }

    @Test
    void noMoreThanIsAskedForBegin() {
        long number = start(100, BOTH);
        assertThat(store.beginMoves(number, now, 1)).containsExactly(KEY);
        assertThat(store.beginMoves(number, now, 1)).containsExactly(OTHER_CEM);
    }

    @Test
    void howFarAMoveIsFollowsFromWhatItsCemsSay() throws Exception {
        long number = start(1, BOTH);
        assertThat(move(number).toDo()).isEqualTo(2);
        store.beginMoves(number, now, 1);
        store.beginMoves(number, now + 60_000, 1);
        long version = move(number).target().version();
        store.note(KEY, 0, 50, committed(version));
        store.note(OTHER_CEM, 0, 50, failed(version, "network"));
        assertThat(move(number)).isEqualTo(new Move(number, DSRSP, target(version), 1, false, START, 0, 0, 1, 1));
        assertThat(store.movedCems(number, Optional.empty(), 9))
                .containsExactly(
                        new MovedCem(KEY.cem(), MovedCem.Progress.DONE, "", OptionalLong.of(now)),
                        new MovedCem(
                                OTHER_CEM.cem(), MovedCem.Progress.FAILED, "network", OptionalLong.of(now + 60_000)));
        assertThat(store.movedCems(number, Optional.of(KEY.cem()), 9)).hasSize(1);
    }

    @Test
    void aCemThatIsToHaveItIsPending() {
        long number = start(1, BOTH);
        store.beginMoves(number, now, 1);
        assertThat(move(number)).isEqualTo(new Move(number, DSRSP, target(2), 1, false, START, 1, 1, 0, 0));
    }

    @Test
    void aNodeFindsTheTurnsOfCemsThatAreLinkedToIt() throws Exception {
        long epoch = store.greet(KEY, greeting(100, 0, 0)).orElseThrow().epoch();
        store.claim(OTHER_CEM, Claim.SEND);
        long number = start(9, BOTH);
        assertThat(store.turnsHere(now - 1)).isEmpty();
        reopen("another node");
        store.beginMoves(number, now, 9);
        assertThat(store.turnsHere(now - 1)).isEmpty();
        reopen(NODE);
        assertThat(store.turnsHere(now - 1)).containsExactly(KEY);
        assertThat(store.turnsHere(now)).isEmpty();
        store.note(KEY, epoch, 150, failed(move(number).target().version(), "network"));
        assertThat(store.turnsHere(now - 1)).isEmpty();
    }

    @Test
    void theTargetOfACemIsThatOfTheNewestMoveWhoseTurnCame() {
        assertThat(store.moveTarget(KEY)).isEmpty();
        long first = start(9, BOTH);
        assertThat(store.moveTarget(KEY)).isEmpty();
        store.beginMoves(first, now, 9);
        long second = start(9, List.of(KEY.cem()));
        assertThat(store.moveTarget(KEY)).contains(target(2));
        store.beginMoves(second, now, 9);
        assertThat(store.moveTarget(KEY)).contains(target(3));
        assertThat(store.moveTarget(OTHER_CEM)).contains(target(2));
        assertThat(store.moveTarget(OTHER_DSRSP)).isEmpty();
        assertThat(store.moves()).extracting(Move::number).containsExactly(second, first);
    }

    @Test
    void aVersionIsAboveAllThatIsKnown() {
        store.note(KEY, 0, 50, failed(8, "network"));
        assertThat(move(start(1, BOTH)).target().version()).isEqualTo(9);
        assertThat(move(start(1, BOTH)).target().version()).isEqualTo(10);
        long other = store.startMove(new NewMove(OTHER_DSRSP.dsrsp(), target(2), 1, List.of(OTHER_DSRSP.cem()), now));
        assertThat(move(other).target().version()).isEqualTo(2);
    }

    @Test
    void aMoveThatIsStoppedBringsNobodyElseHisTurn() throws Exception {
        long number = start(1, BOTH);
        store.beginMoves(number, now, 1);
        assertThat(store.stopMove(number)).isTrue();
        reopen(NODE);
        assertThat(move(number).stopped()).isTrue();
        assertThat(store.openMoves()).isEmpty();
        assertThat(store.beginMoves(number, now + 100_000, 9)).isEmpty();
        assertThat(store.moveTarget(new CemKey(DSRSP, KEY.cem()))).isPresent();
        assertThat(store.stopMove(number + 1)).isFalse();
    }
}
