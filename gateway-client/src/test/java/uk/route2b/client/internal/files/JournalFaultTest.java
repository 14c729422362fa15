package uk.route2b.client.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.client.spi.DamagedException;
import uk.route2b.protocol.octets.Octets;

/** A disk that fails at any step, at any octet, and goes on or not: nothing is believed that is not on it. */
class JournalFaultTest {
    private static final Octets OLD = Octets.ofText("old state");
    private static final Octets FAILED = Octets.ofText("the state that failed");
    private static final Octets NEXT = Octets.ofText("the next state");
    private static final Octets KEPT = Octets.ofText("kept");
    private static final Octets FIRST = Octets.ofText("first body of the name");
    private static final Octets SECOND = Octets.ofText("another body of the same name");
    /** Body: write, rename, sync; state: write, rename, sync. */
    private static final int STEPS_OF_COMMIT = 6;
    /** And before them the old state again. */
    private static final int STEPS = STEPS_OF_COMMIT + 3;

    @TempDir
    private Path place;

    private final FaultyDisk disk = new FaultyDisk();
    private int folders;

    private FileJournal begun() throws IOException {
        disk.well();
        FileJournal journal = FileJournal.open(place.resolve("journal-" + folders++), disk);
        journal.commit(OLD, Map.of("kept", KEPT), Set.of("kept"));
        return journal;
    }

    private Path folder() {
        return place.resolve("journal-" + (folders - 1));
    }

    /** A commit with a body that fails somewhere; false if it did not fail. */
    private static boolean fails(FileJournal journal) {
        try {
            journal.commit(FAILED, Map.of("in-5", FIRST), Set.of("kept", "in-5"));
            return false;
        } catch (IOException failed) {
            return true;
        }
    }

    private static void assertWhole(FileJournal journal) throws IOException {
        Octets state = journal.state().orElseThrow();
        assertThat(state).isIn(OLD, FAILED, NEXT);
        assertThat(journal.body("kept")).isEqualTo(KEPT);
        if (!state.equals(OLD)) {
            assertThat(journal.body("in-5")).isEqualTo(state.equals(FAILED) ? FIRST : SECOND);
        }
    }

    /** Whatever is on the disk now is what a process that starts now finds. */
    private void assertWholeAfterAKill(FileJournal dead) throws IOException {
        dead.close();
        try (FileJournal next = FileJournal.open(folder())) {
            assertWhole(next);
        }
    }

    @Test
    void afterAFailureAtAnyStepTheNextCommitHoldsAndNamesMayBeUsedAgain() throws Exception {
        for (int step = 0; step < STEPS_OF_COMMIT; step++) {
            for (boolean doneAll : new boolean[] {false, true}) {
                try (FileJournal journal = begun()) {
                    failAt(step, doneAll);
                    fails(journal);
                    disk.well();
                    journal.commit(NEXT, Map.of("in-5", SECOND), Set.of("kept", "in-5"));
                    assertThat(journal.state()).contains(NEXT);
                    assertThat(journal.body("in-5")).isEqualTo(SECOND);
                    assertWholeAfterAKill(journal);
                }
            }
        }
    }

    private void failAt(int step, boolean doneAll) {
        if (doneAll) {
            disk.failAfter(step);
        } else {
            disk.failAt(step, 0);
        }
    }

    /** The state that failed may be on the disk, and the name of its body gets another one: never both. */
    @Test
    void aKillInTheCommitAfterAFailedOneFindsNoStateWithBodiesOfAnother() throws Exception {
        for (int first = 0; first < STEPS_OF_COMMIT; first++) {
            for (int second = 0; second <= STEPS; second++) {
                try (FileJournal journal = begun()) {
                    disk.failAfter(first);
                    assertThat(fails(journal)).isTrue();
                    disk.failFrom(second);
                    try {
                        journal.commit(NEXT, Map.of("in-5", SECOND), Set.of("kept", "in-5"));
                    } catch (IOException killed) {
                        assertThat(second).isLessThan(STEPS);
                    }
                    assertWholeAfterAKill(journal);
                }
            }
        }
    }

    @Test
    void everyPrefixOfAWriteLeavesTheOldStateOrTheNewOne() throws Exception {
        int longest = 32 + FAILED.size();
        for (int step : new int[] {0, 3}) {
            for (int octets = 0; octets <= longest; octets++) {
                try (FileJournal journal = begun()) {
                    disk.failAt(step, octets);
                    assertThat(fails(journal)).isTrue();
                    assertWholeAfterAKill(journal);
                }
            }
        }
    }

    @Test
    void aFullDiskGetsBackWhatAFailedCommitTook() throws Exception {
        try (FileJournal journal = begun()) {
            disk.failAt(0, 10);
            assertThat(fails(journal)).isTrue();
            assertThat(folder().resolve("messages").toFile().list()).containsExactly("kept");
            disk.failAt(3, 10);
            assertThat(fails(journal)).isTrue();
            assertThat(folder().toFile().list()).doesNotContain("state.new");
        }
    }

    @Test
    void afterAFailedSyncTheWholeStateIsWrittenAnewBeforeAnythingElse() throws Exception {
        try (FileJournal journal = begun()) {
            disk.failAfter(3);
            assertThat(fails(journal)).isTrue();
            Files.write(folder().resolve("state"), new byte[] {1}); // the pages that the sync lost
            disk.well();
            journal.commit(NEXT, Map.of(), Set.of("kept"));
            assertThat(journal.state()).contains(NEXT);
        }
        try (FileJournal next = FileJournal.open(folder())) {
            assertThat(next.state()).contains(NEXT);
        }
    }

    @Test
    void aBodyThatIsGoneOrDamagedIsSaidToBeSoAndAnUnreadableOneIsNot() throws Exception {
        try (FileJournal journal = begun()) {
            assertThatThrownBy(() -> journal.body("absent")).isInstanceOf(DamagedException.class);
            Path kept = folder().resolve("messages/kept");
            Files.write(kept, new byte[3]);
            assertThatThrownBy(() -> journal.body("kept"))
                    .isInstanceOf(DamagedException.class)
                    .hasMessageContaining("is damaged");
            Files.delete(kept);
            Files.createDirectory(kept);
            assertThatThrownBy(() -> journal.body("kept"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(DamagedException.class);
        }
    }

    /** A real one: the system refuses to write files above a size, as a full disk does. */
    @Test
    void aRealDiskThatTakesNoMoreFailsTheCommitAndLeavesTheStateWhole() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "left out: no bash to set a limit");
        Path folder = place.resolve("full");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // 64 blocks of 1,024 octets; a signal would come otherwise
        Process child = new ProcessBuilder(
                        "/bin/bash",
                        "-c",
                        "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"",
                        java,
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskProgram.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains("small committed", "large refused", "small committed again");
        try (FileJournal next = FileJournal.open(folder)) {
            assertThat(next.state()).contains(Octets.ofText("third"));
            assertThat(next.body("in-1")).isEqualTo(Octets.ofText("small"));
            assertThatThrownBy(() -> next.body("in-2")).isInstanceOf(DamagedException.class);
        }
    }
}
