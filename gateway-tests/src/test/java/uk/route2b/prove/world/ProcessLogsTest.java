package uk.route2b.prove.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product that says it met a bug of its own is heard, and what it says in ordinary trouble is not taken for one. */
class ProcessLogsTest {
    private static final String ORDINARY = """
            {"level":"ERROR","formattedMessage":"a payload for CEM 1 was not forwarded"}
            {"level":"WARN","formattedMessage":"the VTN has a bug of its own"}
            """;
    private static final String BUG = "{\"level\":\"ERROR\",\"formattedMessage\":\"a bug while serving CEM 1\"}\n";

    @TempDir
    Path folder;

    private ProcessLogs logs;

    @BeforeEach
    void ordinaryTrouble() throws IOException {
        logs = new ProcessLogs(folder);
        write("node-a.log", ORDINARY);
        write("cem-1.log", "");
        write("node-a.yaml", BUG);
    }

    @Test
    void ordinaryTroubleIsNoBug() throws IOException {
        assertThat(logs.bugs()).isEmpty();
    }

    @Test
    void eachProcessThatSaysSoIsNamedOnce() throws IOException {
        write("node-a.log", ORDINARY + BUG + ORDINARY + BUG);
        write("cem-1.log", BUG);

        assertThat(logs.bugs())
                .containsExactly(
                        "cem-1.log, 1 times, first: " + BUG.strip(), "node-a.log, 2 times, first: " + BUG.strip());
    }

    @Test
    void whatNoThreadCaughtIsOne() throws IOException {
        write("cem-1.log", "Exception in thread \"loop\" java.lang.OutOfMemoryError: Java heap space\n");

        assertThat(logs.bugs()).singleElement().asString().startsWith("cem-1.log, 1 times");
    }

    @Test
    void halfACharacterOfAKilledProcessHidesNothing() throws IOException {
        Files.write(folder.resolve("cem-1.log"), new byte[] {(byte) 0xE2, (byte) 0x82, '\n'});
        Files.writeString(folder.resolve("cem-1.log"), BUG, StandardOpenOption.APPEND);

        assertThat(logs.bugs()).hasSize(1);
    }

    @Test
    void aLongLineIsCut() throws IOException {
        write("cem-1.log", BUG.strip() + "x".repeat(5_000) + "\n");

        assertThat(logs.bugs().get(0)).hasSizeLessThan(400).endsWith("...");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
