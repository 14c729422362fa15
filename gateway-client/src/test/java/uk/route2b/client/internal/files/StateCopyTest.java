package uk.route2b.client.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.client.StateCopy;
import uk.route2b.client.internal.session.StoredState;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestIdentities;

class StateCopyTest {
    private static final Instant COPIED = TestIdentities.NOW;
    private static final Instant RESTORED = COPIED.plus(Duration.ofHours(1));

    @TempDir
    private Path place;

    private Path folder() {
        return place.resolve("state");
    }

    private Path file() {
        return place.resolve("copy.zip");
    }

    private StateCopy.Restored restore(boolean replace) throws IOException {
        return StateCopy.restore(file(), folder(), TestIdentities.shared().record(), RESTORED, replace);
    }

    /** A CEM with two payloads and an unanswered message on real files. */
    private EngineBench running() throws IOException {
        EngineBench bench = new EngineBench();
        bench.journal(FileJournal.open(folder())).open();
        bench.push(bench.gateway.push(Payloads.createReport("1")));
        bench.push(bench.gateway.push(Payloads.createReport("2")));
        bench.say("up");
        return bench;
    }

    @Test
    void aCopyOfARunningCemComesBackWithAllItsBodies() throws Exception {
        running();
        StateCopy.About about = StateCopy.take(folder(), file(), COPIED);
        assertThat(about.bodies()).isEqualTo(3);
        assertThat(about.state().payloads()).isEqualTo(2);
        Path other = place.resolve("other");
        StateCopy.Restored restored =
                StateCopy.restore(file(), other, TestIdentities.shared().record(), RESTORED, false);
        assertThat(restored.about().copied()).isEqualTo(COPIED);
        try (FileJournal journal = FileJournal.open(other)) {
            StoredState state = StoredState.read(journal.state().orElseThrow());
            assertThat(state.summary()).isEqualTo(about.state());
            for (String name : state.bodies()) {
                assertThat(journal.body(name).isEmpty()).isFalse();
            }
        }
    }

    @Test
    void onlyTheOwnerMayReadACopy() throws Exception {
        running();
        StateCopy.take(folder(), file(), COPIED);
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    /** While another thread commits as fast as it can, each copy is one moment. */
    @Test
    void aCopyIsOneMomentWhateverIsCommittedMeanwhile() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        EngineBench bench = running();
        CompletableFuture<Void> commits = CompletableFuture.runAsync(() -> {
            for (int number = 0; !over.get(); number++) {
                bench.push(bench.gateway.push(Payloads.events("list " + number)));
                bench.gatewaySees();
            }
        });
        try {
            for (int copy = 0; copy < 40; copy++) {
                StateCopy.About about = StateCopy.take(folder(), file(), COPIED);
                Path other = place.resolve("other-" + copy);
                StateCopy.restore(file(), other, TestIdentities.shared().record(), RESTORED, false);
                try (FileJournal journal = FileJournal.open(other)) {
                    StoredState state = StoredState.read(journal.state().orElseThrow());
                    assertThat(state.bodies()).hasSize(about.bodies());
                    for (String name : state.bodies()) {
                        journal.body(name);
                    }
                }
            }
        } finally {
            over.set(true);
            commits.join();
        }
    }

    @Test
    void aStateThatIsThereIsReplacedOnlyIfAskedAndKept() throws Exception {
        running().close();
        StateCopy.take(folder(), file(), COPIED);
        assertThatThrownBy(() -> restore(false)).isInstanceOf(FileAlreadyExistsException.class);
        Path aside = restore(true).replaced().orElseThrow();
        assertThat(aside.resolve("state")).exists();
        assertThat(folder().resolve("state")).exists();
    }

    @Test
    void aFolderInUseIsNotReplaced() throws Exception {
        running();
        StateCopy.take(folder(), file(), COPIED);
        assertThatThrownBy(() -> restore(true)).hasMessageContaining("in use by another CEM");
    }

    @Test
    void whileARestoreIsInterruptedNoCemStarts() throws Exception {
        running().close();
        StateCopy.take(folder(), file(), COPIED);
        Files.move(folder(), place.resolve("gone"));
        Files.createDirectory(place.resolve("state.restoring"));
        assertThatThrownBy(() -> FileJournal.open(folder())).hasMessageContaining("was interrupted");
        restore(false);
        FileJournal.open(folder()).close();
    }

    @Test
    void aDamagedCopyIsRefusedAndReplacesNothing() throws Exception {
        running().close();
        StateCopy.take(folder(), file(), COPIED);
        byte[] octets = Files.readAllBytes(file());
        for (int at = 40; at < octets.length; at += octets.length / 20) {
            byte[] damaged = octets.clone();
            damaged[at] ^= 0x10;
            Files.write(file(), damaged);
            try {
                restore(true);
            } catch (IOException refused) {
                assertThat(folder().resolve("state")).exists();
                continue;
            }
            // the octet was one that carries nothing, as a time stamp in the ZIP
            FileJournal.open(folder()).close();
        }
    }

    @Test
    void aCopyOfAnotherCemIsRefused() throws Exception {
        running().close();
        StateCopy.take(folder(), file(), COPIED);
        var record = TestIdentities.shared().record();
        var other = new uk.route2b.client.CommissioningRecord(
                TestIdentities.DSRSP,
                record.dsrsp(),
                record.dsrspCertificates(),
                record.anchors(),
                record.recovery(),
                0);
        assertThatThrownBy(() -> StateCopy.restore(file(), place.resolve("other"), other, RESTORED, false))
                .hasMessageContaining("is a copy of CEM");
    }

    @Test
    void aFolderWithoutAStateIsNoState() {
        assertThatThrownBy(() -> StateCopy.take(place.resolve("absent"), file(), COPIED))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing");
        assertThat(file()).doesNotExist();
    }
}
