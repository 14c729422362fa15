package uk.route2b.client.internal.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.internal.session.DialFailure;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** A CEM that has fallen back to 2a, or does just now, while its journal fails or its clock may not number messages. */
class FallbackFaultTest {
    private static final Duration FALLBACK = Duration.ofSeconds(121);
    private static final Duration RECOVERY = Duration.ofSeconds(6);

    private final EngineBench bench = new EngineBench().withMeter();

    private void sayUrgent(String id) {
        bench.say(new OpenAdrRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), true, Payloads.createdEvent(id)));
    }

    private List<Octets> byMeter() {
        return bench.byMeter().stream().map(SignedMessage::octets).toList();
    }

    /** Signs an urgent message for the link, and loses the link. */
    private Octets signedForTheLink() {
        bench.open();
        bench.transport.last().take();
        sayUrgent("1");
        Octets signed = bench.transport.last().take().get(0);
        bench.transport.last().events().failed(new DialFailure(DialFailure.Kind.NETWORK, "network", ""));
        bench.time.settle();
        return signed;
    }

    @Test
    void aCommitThatFailsAsItFallsBackIsTriedAgainWithinSeconds() {
        Octets signed = signedForTheLink();
        sayUrgent("2");
        bench.journal.failing(true);
        bench.time.pass(FALLBACK);
        assertThat(byMeter()).isEmpty();
        bench.journal.failing(false);
        bench.time.pass(RECOVERY);
        assertThat(byMeter()).hasSize(2).startsWith(signed);
    }

    /** Whether what the journal was given is stored is not known, as after any failure of it. */
    @Test
    void aBugOfTheJournalIsRecoveredFromAsAFailureIs() {
        Octets signed = signedForTheLink();
        bench.journal.breakOnce();
        bench.time.pass(FALLBACK);
        bench.time.pass(RECOVERY);
        assertThat(byMeter()).containsExactly(signed);
    }

    @Test
    void aClockThatIsAcceptedLetsWhatIsUrgentGoAtOnce() {
        bench.start();
        sayUrgent("1");
        bench.time.step(Duration.ofHours(2));
        bench.time.pass(FALLBACK);
        assertThat(byMeter()).isEmpty();
        bench.engine.acceptClock();
        bench.time.settle();
        assertThat(byMeter()).hasSize(1);
    }

    @Test
    void aClockThatIsSetRightLetsWhatIsUrgentGoWithinHalfAMinute() {
        bench.start();
        sayUrgent("1");
        bench.time.step(Duration.ofHours(2));
        bench.time.pass(FALLBACK);
        bench.time.step(Duration.ofHours(-2));
        bench.time.pass(Duration.ofSeconds(31));
        assertThat(byMeter()).hasSize(1);
    }

    /** What is urgent and stored went by 2a once; something else that is urgent can not be stored. */
    private Octets sentByMeterBeforeTheDiskIsFull() {
        bench.start();
        sayUrgent("1");
        bench.time.pass(FALLBACK);
        return byMeter().get(0);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFullDiskHoldsUpNothingThatIsStoredAndIsAskedEveryFewSecondsOnly() {
        Octets stored = sentByMeterBeforeTheDiskIsFull();
        bench.journal.failing(true);
        sayUrgent("2");
        bench.time.pass(Duration.ofMinutes(30));
        assertThat(byMeter()).containsExactly(stored, stored);
        assertThat(bench.journal.refused()).isBetween(100, 30 * 60 / 5 + 2);
        bench.journal.failing(false);
        bench.time.pass(RECOVERY);
        assertThat(byMeter()).hasSize(1).doesNotContain(stored);
    }

    @Test
    void troubleAfterTroubleDoesNotPutOffTheNextLookAtTheJournal() {
        sentByMeterBeforeTheDiskIsFull();
        int dials = bench.transport.dials();
        bench.journal.failing(true);
        sayUrgent("first");
        bench.journal.failing(false);
        for (int second = 0; second < 5; second++) {
            bench.engine.parts().loop().run(() -> {
                throw new IOException("a body that can not be read");
            });
            bench.time.pass(Duration.ofSeconds(1));
        }
        assertThat(bench.transport.dials()).isEqualTo(dials + 1);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aDiskThatIsTooFullForAMessageLeavesTheLinkTimeToComeBack() {
        Octets stored = sentByMeterBeforeTheDiskIsFull();
        bench.journal.full(true);
        sayUrgent("2");
        bench.time.pass(Duration.ofMinutes(5));
        int dials = bench.transport.dials();
        bench.time.pass(Duration.ofMinutes(1));
        assertThat(bench.transport.dials() - dials).isBetween(1, 2);
        bench.time.pass(Duration.ofSeconds(10));
        bench.welcome();
        assertThat(bench.transport.last().take()).containsExactly(stored);
    }

    @Test
    void whatWasSignedForTheLinkAndHasAnIdGoesAlthoughAnotherCanNotGetOne() {
        Octets first = signedForTheLink();
        bench.time.pass(FALLBACK);
        assertThat(byMeter()).containsExactly(first);
        bench.welcome();
        bench.transport.last().take();
        sayUrgent("2");
        Octets second = bench.transport.last().take().get(0);
        bench.transport.last().events().failed(new DialFailure(DialFailure.Kind.NETWORK, "network", ""));
        bench.journal.failing(true);
        bench.time.pass(FALLBACK);
        assertThat(byMeter()).containsExactly(first);
        bench.journal.failing(false);
        bench.time.pass(RECOVERY);
        assertThat(byMeter()).containsExactly(second);
    }
}
