package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.testing.HandTime;
import uk.route2b.client.testing.MemoryJournal;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;

class CemStateJsonTest {
    private static final Octets DIGEST = Octets.ofText("a").sha256();

    private final TestIdentities identities = TestIdentities.shared();
    private final MemoryJournal journal = new MemoryJournal();
    private final HandTime time = new HandTime(TestIdentities.NOW);

    private CemState full() {
        CemState state = CemState.commissioned(identities.record());
        OutgoingEntry plain = new OutgoingEntry(DIGEST, Optional.of("VEN_1"), true, OptionalInt.of(255));
        return state.accepted(100, DIGEST, Octets.ofText("answer"))
                .with(state.received().accept(100, DIGEST).answered(100, Octets.ofText("answer")))
                .signed(-5, plain)
                .signed(-4, new OutgoingEntry(DIGEST, Optional.empty(), false, OptionalInt.empty()))
                .with(new Inbox(
                        8,
                        new java.util.TreeMap<>(Map.of(
                                7L,
                                new InboxEntry(
                                        100,
                                        false,
                                        Optional.of("VEN_1"),
                                        Optional.of("oadrPoll"),
                                        Optional.of("text/xml"),
                                        12)))))
                .withNewestEvents("VEN_1", 100)
                .with(Configurations.installed(identities.configuration(3, "wss://a.example/route2b"))
                        .trying(identities.configuration(4, "wss://b.example/route2b")))
                .with(new KnownTime(5, 6))
                .with(Credentials.NONE.with(identities.message().certificate()))
                .withEpoch(12)
                .withTunnelMessageUsed();
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        CemState state = full();
        Octets written = CemStateJson.write(state);
        assertThat(CemStateJson.write(CemStateJson.read(written))).isEqualTo(written);
        CemState read = CemStateJson.read(written);
        assertThat(read.outgoing()).isEqualTo(state.outgoing());
        assertThat(read.inbox()).isEqualTo(state.inbox());
        assertThat(read.configurations()).isEqualTo(state.configurations());
        assertThat(read.credentials()).isEqualTo(state.credentials());
        assertThat(read.sent().window().signed()).containsExactly(-5L, -4L);
        assertThat(read.received().memory().find(100).orElseThrow().answer()).contains(Octets.ofText("answer"));
    }

    @Test
    void aConfigurationThatFailedIsReadBack() throws Exception {
        CemState failed =
                full().with(full().configurations().rolledBack("network").told());
        assertThat(CemStateJson.read(CemStateJson.write(failed)).configurations())
                .isEqualTo(failed.configurations());
        assertThat(failed.configurations().failure()).contains(new Configurations.Failure(4, "network", true));
    }

    @Test
    void theStateOfAnotherCemIsNotTakenUp() throws Exception {
        StateKeeper.open(journal, time, identities.record());
        CommissioningRecord other = new CommissioningRecord(
                EntityIdentifier.parse("00-DB-12-34-56-78-90-FF"),
                identities.record().dsrsp(),
                identities.record().dsrspCertificates(),
                identities.record().anchors(),
                Optional.empty(),
                0);
        assertThatThrownBy(() -> StateKeeper.open(journal, time, other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the stored state is of CEM 00-DB-12-34-56-78-90-C1");
    }

    @Test
    void aStateThatIsNoStateIsAClearError() throws Exception {
        journal.commit(Octets.ofText("{}"), Map.of(), Set.of());
        assertThatThrownBy(() -> StateKeeper.open(journal, time, identities.record()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can not be read");
    }

    @Test
    void theFirstFloorOfTheCommissioningRecordHolds() throws Exception {
        CommissioningRecord record = CommissioningRecord.builder()
                .cem(TestIdentities.CEM)
                .dsrsp(TestIdentities.DSRSP)
                .anchors(identities.anchors())
                .firstFloor(1_000)
                .build();
        assertThat(StateKeeper.open(journal, time, record)
                        .state()
                        .received()
                        .memory()
                        .isNew(1_000))
                .isFalse();
    }

    @Test
    void withoutChangeNothingIsWritten() throws Exception {
        StateKeeper.open(journal, time, identities.record());
        int commits = journal.commits();
        StateKeeper.open(journal, time, identities.record());
        assertThat(journal.commits()).isEqualTo(commits);
    }
}
