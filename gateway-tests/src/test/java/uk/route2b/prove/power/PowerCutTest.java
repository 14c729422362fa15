package uk.route2b.prove.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;

class PowerCutTest {
    @TempDir
    private Path folder;

    private final List<Change> changes = new ArrayList<>();
    private final BitSet synced = new BitSet();
    private Medium medium;

    @BeforeEach
    void anOldFile() throws IOException {
        Files.writeString(folder.resolve("old"), "old content");
        medium = Medium.of(folder);
    }

    private void change(Change.Kind kind, int file, long offset, String octets, boolean certain, String... paths) {
        synced.set(changes.size(), certain);
        changes.add(new Change(kind, file, 0, offset, List.of(paths), Octets.ofText(octets)));
    }

    private Map<String, Octets> after(Mercy mercy, long seed) {
        PowerCut.strike(medium, new Trace(List.copyOf(changes), synced), mercy, new Random(seed));
        return medium.files();
    }

    /** A new file is written and takes the place of the old one. */
    private void replace(boolean fileSynced, boolean folderSynced) {
        change(Change.Kind.EXISTING, 1, 0, "", false, "old");
        change(Change.Kind.CREATED, 2, 0, "", folderSynced, "new");
        change(Change.Kind.WRITTEN, 2, 0, "new content", fileSynced);
        change(Change.Kind.RENAMED, 2, 0, "", folderSynced, "new", "old");
    }

    @Test
    void whatWasSyncedIsThere() {
        replace(true, true);
        assertThat(after(Mercy.NONE, 1)).containsOnly(Map.entry("old", Octets.ofText("new content")));
    }

    @Test
    void aRenameThatNoSyncMadeCertainIsUndone() {
        replace(true, false);
        assertThat(after(Mercy.NONE, 1)).containsOnly(Map.entry("old", Octets.ofText("old content")));
    }

    @Test
    void aNameWithoutASyncOfItsFileIsEmpty() {
        replace(false, true);
        assertThat(after(Mercy.NONE, 1)).containsOnly(Map.entry("old", Octets.EMPTY));
    }

    @Test
    void killWithoutAPowerCutLosesNothing() {
        replace(false, false);
        assertThat(after(Mercy.ALL, 1)).containsOnly(Map.entry("old", Octets.ofText("new content")));
    }

    @Test
    void writesAreTornAtSectorsOfTheFileAndNowhereElse() {
        String text = "x".repeat(3 * Medium.SECTOR);
        change(Change.Kind.EXISTING, 1, 0, "", false, "old");
        change(Change.Kind.WRITTEN, 1, 100, text, false);
        boolean torn = false;
        for (long seed = 0; seed < 40 && !torn; seed++) {
            byte[] left =
                    Objects.requireNonNull(after(Mercy.TORN, seed).get("old")).toArray();
            torn = left.length > 100 && new String(left, java.nio.charset.StandardCharsets.UTF_8).contains("\0");
            for (int at = 100; at < left.length; at++) {
                boolean begins = at == 100 || at % Medium.SECTOR == 0;
                assertThat(begins || left[at] == left[at - 1]).isTrue();
            }
        }
        assertThat(torn).isTrue();
    }

    @Test
    void inOrderNothingIsSparedAfterTheFirstThatWasLost() {
        change(Change.Kind.EXISTING, 1, 0, "", false, "old");
        for (int number = 0; number < 8; number++) {
            change(Change.Kind.WRITTEN, 1, 11 + number, "abcdefgh".substring(number, number + 1), false);
        }
        for (long seed = 0; seed < 20; seed++) {
            String left = Objects.requireNonNull(after(Mercy.ORDERED, seed).get("old"))
                    .text();
            assertThat("old contentabcdefgh").startsWith(left);
        }
    }

    @Test
    void aTraceWithoutItsEndEndsBefore() throws IOException {
        Path trace = folder.resolve("trace");
        byte[] record = new byte[25 + 3];
        record[0] = 'C';
        record[1] = 1;
        record[21] = 3;
        System.arraycopy("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, record, 25, 3);
        byte[] two = java.util.Arrays.copyOf(record, 2 * record.length - 1);
        System.arraycopy(record, 0, two, record.length, record.length - 1);
        Files.write(trace, two);
        assertThat(Trace.read(trace).changes()).hasSize(1);
    }
}
