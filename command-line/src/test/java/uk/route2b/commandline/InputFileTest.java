package uk.route2b.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFileTest {
    @TempDir
    Path folder;

    @Test
    void aHyphenIsStandardInput() {
        Console console = new TestConsole(false, (byte) 1, (byte) 2).console();
        assertThat(new InputFile("-").read(console, 2)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "empty", "large", "folder"})
    void whatCannotBeReadIsExitThree(String name) throws IOException {
        Files.write(folder.resolve("empty"), new byte[0]);
        Files.write(folder.resolve("large"), new byte[4]);
        Files.createDirectory(folder.resolve("folder"));
        InputFile file = new InputFile(folder.resolve(name).toString());
        assertThatThrownBy(() -> file.read(new TestConsole(false).console(), 3))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ExitCode.INPUT));
    }
}
