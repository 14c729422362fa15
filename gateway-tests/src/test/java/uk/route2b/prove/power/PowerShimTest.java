package uk.route2b.prove.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.prove.process.JavaCommand;

/** The library sees everything, and says nothing but the truth about what was synced. */
@Tag("crash")
class PowerShimTest {
    @TempDir
    private Path place;

    private PowerShim shim;

    @BeforeEach
    void compile() throws IOException {
        Optional<PowerShim> made = PowerShim.make(place);
        assumeTrue(made.isPresent(), "left out: no C compiler, or no Linux");
        shim = made.orElseThrow();
    }

    private WatchedFolder watched(String lies) throws IOException {
        return new WatchedFolder(shim, place.resolve("watched"), place.resolve("beside"), lies);
    }

    private void work(Map<String, String> environment, String... seed) throws Exception {
        List<String> words = JavaCommand.plain()
                .words(DiskWorkProgram.class, false, place.resolve("watched").toString(), seed[0]);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("log").toFile());
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor())
                .as(() -> text(place.resolve("log")))
                .isZero();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Test
    void everyOctetInTheFolderWasSeenAndComesBackAlsoInASecondLife() throws Exception {
        WatchedFolder watched = watched("");
        for (int life = 1; life <= 2; life++) {
            work(watched.nextLife(), Integer.toString(life));
            WatchedFolder.Comparison both = watched.compare();
            assertThat(both.traced().files().keySet())
                    .isEqualTo(both.real().files().keySet())
                    .contains("server.db", "cem/state", "plain", "copied");
            assertThat(both.agrees()).isTrue();
        }
    }

    @Test
    void afterAPowerCutWhatWasSyncedIsThere() throws Exception {
        WatchedFolder watched = watched("");
        work(watched.nextLife(), "1");
        Medium real = Medium.of(place.resolve("watched"));
        watched.cut(Mercy.NONE, new Random(1));
        Medium left = Medium.of(place.resolve("watched"));
        assertThat(left.files().get("cem/state")).isEqualTo(real.files().get("cem/state"));
        assertThat(left.files().keySet())
                .containsAll(real.files().keySet().stream()
                        .filter(name -> name.startsWith("cem/messages/"))
                        .toList());
        // written without a sync, and its name too
        assertThat(left.files()).doesNotContainKey("plain");
    }

    @Test
    void withoutSyncsOfFoldersNamesAreLost() throws Exception {
        WatchedFolder watched = watched("folder");
        work(watched.nextLife(), "1");
        CutCounts counts = watched.cut(Mercy.NONE, new Random(1));
        assertThat(counts.droppedNames()).isPositive();
        assertThat(Medium.of(place.resolve("watched")).files()).doesNotContainKey("cem/state");
    }

    @Test
    void withoutSyncsOfFilesNamesAreThereWithoutTheirContent() throws Exception {
        WatchedFolder watched = watched("file");
        work(watched.nextLife(), "1");
        watched.cut(Mercy.NONE, new Random(1));
        assertThat(Objects.requireNonNull(
                                Medium.of(place.resolve("watched")).files().get("cem/state"))
                        .size())
                .isZero();
    }

    @Test
    void faultsReachTheProgram() throws Exception {
        for (String fault : List.of("fsync-fails 3", "no-space 100000", "read-only")) {
            Path folder = place.resolve(fault.replace(' ', '-'));
            WatchedFolder watched = new WatchedFolder(shim, folder, place.resolve("beside"), "");
            Map<String, String> environment = watched.nextLife();
            watched.fault(fault);
            List<String> words = JavaCommand.plain().words(DiskWorkProgram.class, false, folder.toString(), "1");
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(place.resolve("log").toFile());
            builder.environment().putAll(environment);
            assertThat(builder.start().waitFor()).as(fault).isNotZero();
            assertThat(text(place.resolve("log")))
                    .as(fault)
                    .containsPattern("Input/output error|No space left|Read-only file system");
            watched.mended();
        }
    }
}
