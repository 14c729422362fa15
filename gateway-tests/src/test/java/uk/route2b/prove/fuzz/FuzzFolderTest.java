package uk.route2b.prove.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;

class FuzzFolderTest {
    @TempDir
    private Path place;

    /** Breaks over one input. */
    private record Picky(Octets bad) implements FuzzTarget {
        @Override
        public String name() {
            return "picky";
        }

        @Override
        public void read(Octets input) {
            Finding.unless(!input.equals(bad), "the bad one");
        }
    }

    @Test
    void whatASearchHadInItsHandsWhenItWasStoppedIsNoFinding() throws Exception {
        Octets bad = Octets.ofText("bad");
        FuzzFolder folder = FuzzFolder.of(place, "picky");
        Files.write(folder.findings().resolve("crash-1"), bad.toArray());
        Files.writeString(folder.findings().resolve("crash-2"), "good");
        Files.writeString(folder.findings().resolve("timeout-3"), "it would never end");

        folder.forgetWhatIsBorne(new Picky(bad));

        assertThat(FuzzFolder.files(folder.findings()))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("crash-1", "timeout-3");
    }
}
