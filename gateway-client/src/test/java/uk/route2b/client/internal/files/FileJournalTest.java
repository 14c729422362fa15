package uk.route2b.client.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.client.spi.Journal;
import uk.route2b.protocol.octets.Octets;

class FileJournalTest {
    private static final Octets FIRST = Octets.ofText("first state");
    private static final Octets SECOND = Octets.ofText("second state");
    private static final Octets BODY = Octets.ofText("a body");
    private static final Octets OTHER = Octets.ofText("another body");

    @TempDir
    private Path folder;

    /** Notes each step, and stops at one of them, perhaps in the middle. */
    private static final class StoppingDisk implements Disk {
        private final List<String> steps = new ArrayList<>();
        private final int stopAt;
        private final boolean half;

        StoppingDisk(int stopAt, boolean half) {
            this.stopAt = stopAt;
            this.half = half;
        }

        private boolean stops(String step) {
            steps.add(step);
            return steps.size() > stopAt;
        }

        private static IOException power() {
            return new IOException("the power is gone");
        }

        @Override
        public void write(Path file, List<Octets> parts) throws IOException {
            if (stops("write " + file.getFileName())) {
                if (half) {
                    Octets octets = Octets.concat(parts.toArray(Octets[]::new));
                    Files.write(file, octets.slice(0, octets.size() / 2).toArray());
                }
                throw power();
            }
            REAL.write(file, parts);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (stops("rename " + to.getFileName())) {
                throw power();
            }
            REAL.rename(from, to);
        }

        @Override
        public void syncFolder(Path synced) throws IOException {
            if (stops("sync " + (synced.endsWith("messages") ? "messages" : "folder"))) {
                throw power();
            }
            REAL.syncFolder(synced);
        }

        @Override
        public void delete(Path file) throws IOException {
            if (stops("delete " + file.getFileName())) {
                throw power();
            }
            REAL.delete(file);
        }
    }

    private void begin() throws IOException {
        try (FileJournal journal = FileJournal.open(folder)) {
            journal.commit(Octets.ofText("empty"), Map.of(), Set.of());
            journal.commit(FIRST, Map.of("in-1", BODY), Set.of("in-1"));
        }
    }

    private void second(Disk disk) throws IOException {
        try (FileJournal journal = FileJournal.open(folder, disk)) {
            journal.commit(SECOND, Map.of("out-2", OTHER), Set.of("out-2"));
        }
    }

    @Test
    void messageFilesComeBeforeTheStateAndDeletingComesLast() throws Exception {
        begin();
        StoppingDisk disk = new StoppingDisk(Integer.MAX_VALUE, false);
        second(disk);
        assertThat(disk.steps)
                .containsExactly(
                        "write out-2.new",
                        "rename out-2",
                        "sync messages",
                        "write state.new",
                        "rename state",
                        "sync folder",
                        "delete in-1");
    }

    @Test
    void afterAPowerCutAtAnyStepTheOldStateOrTheNewOneIsThereWithItsBodies() throws Exception {
        for (int stop = 0; stop < 8; stop++) {
            for (boolean half : new boolean[] {false, true}) {
                powerCut(stop, half);
            }
        }
    }

    private void powerCut(int stop, boolean half) throws IOException {
        Path before = folder;
        folder = Files.createDirectory(before.resolve("cut-" + stop + half));
        begin();
        boolean failed = false;
        try {
            second(new StoppingDisk(stop, half));
        } catch (IOException power) {
            failed = true;
        }
        try (FileJournal journal = FileJournal.open(folder)) {
            Octets state = journal.state().orElseThrow();
            assertThat(state).as("stopped at step %d, half %s", stop, half).isIn(FIRST, SECOND);
            if (!failed) {
                assertThat(state).isEqualTo(SECOND);
            }
            assertThat(state.equals(FIRST) ? journal.body("in-1") : journal.body("out-2"))
                    .isEqualTo(state.equals(FIRST) ? BODY : OTHER);
            journal.commit(SECOND, Map.of("out-2", OTHER), Set.of("out-2"));
        }
        assertThat(folder.resolve("messages").toFile().list()).containsExactly("out-2");
        folder = before;
    }

    @Test
    void anEmptyFolderHasNoState() throws Exception {
        try (Journal journal = Journal.inFolder(folder.resolve("deep/er"))) {
            assertThat(journal.state()).isEmpty();
        }
    }

    @Test
    void aDamagedStateIsAClearErrorAndLosesNothing() throws Exception {
        begin();
        Path state = folder.resolve("state");
        byte[] octets = Files.readAllBytes(state);
        octets[octets.length - 1] ^= 1;
        Files.write(state, octets);
        try (FileJournal journal = FileJournal.open(folder)) {
            assertThatThrownBy(journal::state)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("state is damaged")
                    .hasMessageContaining("Restore the whole folder");
        }
        assertThat(Files.readAllBytes(state)).isEqualTo(octets);
        assertThat(folder.resolve("messages/in-1")).exists();
    }

    @Test
    void aDamagedBodyIsAClearError() throws Exception {
        begin();
        Files.write(folder.resolve("messages/in-1"), new byte[] {1, 2, 3});
        try (FileJournal journal = FileJournal.open(folder)) {
            assertThat(journal.state()).contains(FIRST);
            assertThatThrownBy(() -> journal.body("in-1")).hasMessageContaining("in-1 is damaged");
        }
    }

    @Test
    void aStateThatIsGoneWhileMessagesAreThereIsNotTakenForANewCem() throws Exception {
        begin();
        Files.delete(folder.resolve("state"));
        assertThatThrownBy(() -> FileJournal.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing although messages are there");
    }

    @Test
    void aFileThatWillNotBeDeletedDoesNotFailACommit() throws Exception {
        begin();
        StoppingDisk disk = new StoppingDisk(6, false);
        second(disk);
        try (FileJournal journal = FileJournal.open(folder)) {
            assertThat(journal.state()).contains(SECOND);
        }
    }

    @Test
    void namesThatCouldLeaveTheFolderAreABug() throws Exception {
        try (FileJournal journal = FileJournal.open(folder)) {
            assertThatThrownBy(() -> journal.body("../state")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
