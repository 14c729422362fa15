package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.issue.Outside;

/** The first block of commands in docs/pki.md, run as it stands in an empty folder. */
class NewcomerTest {
    private static final Path PAGE = Path.of("../docs/pki.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

    /** What a screen has, with room for the prompt. */
    private static final int SCREEN = 24;

    @TempDir
    Path folder;

    @Test
    void fromNothingToAGatewayAndACemInOneScreen() throws Exception {
        String block = firstBlock();
        assertThat(block.lines()).hasSizeLessThan(SCREEN);
        putProgram();
        Files.writeString(folder.resolve("block.sh"), block);
        Outside run = Outside.run(folder, "sh", "-e", "-u", "block.sh");
        assertThat(run.exit()).as(run.text()).isZero();
        assertThat(run.text())
                .contains("dsrsp.pem: verified")
                .contains("gateway-tls.pem: verified")
                .contains("cem.pem: verified")
                .contains("keyIdentifier");
        requireTheFilesThatThePageNames();
    }

    private void requireTheFilesThatThePageNames() throws IOException {
        String page = Files.readString(PAGE);
        for (String file : List.of("gateway-tls.pem", "gateway-tls.key", "cem.pem", "cem.key", "my-pki/trust.pem")) {
            assertThat(page).contains("`" + file + "`");
            assertThat(folder.resolve(file)).isNotEmptyFile();
        }
    }

    private static String firstBlock() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    /** The program under the name that the page uses, from the classes of this build. */
    private void putProgram() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String script = "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + PkiToolsProgram.class.getName() + " \"$@\"\n";
        Path program = Files.writeString(folder.resolve("route2b"), script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
