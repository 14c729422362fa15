package uk.route2b.server.vtn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.RegisterBuilder;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.HandTimers;

/** A push token is what its file says now. */
class PushTokensTest {
    private static final String OTHER = "aB3dE5gH7jK9mN1pQ3sT5v";

    @TempDir
    private Path folder;

    private final Instant start = Instant.now();
    private final HandTimers timers = new HandTimers(start);
    private PushTokens tokens;
    private Path file;
    private int writes;

    @BeforeEach
    void start() {
        DemoFiles files = new DemoFiles(folder, start);
        Register register = RegisterBuilder.build(files.withoutTunnel("1"), start)
                .register()
                .orElseThrow();
        tokens = new PushTokens(register, timers, Runnable::run).start();
        file = folder.resolve("secrets/push-VEN_1");
    }

    private void write(String token) throws Exception {
        Files.writeString(file, token);
        // file systems keep time more coarsely than a test writes
        Files.setLastModifiedTime(file, FileTime.from(start.plusSeconds(++writes)));
    }

    private Optional<String> ven(String token) {
        return tokens.byToken(token).map(address -> address.ven().id());
    }

    private void look() {
        timers.pass(PushTokens.EVERY);
    }

    @Test
    void atTheStartItIsThatOfTheRegister() {
        assertThat(ven(DemoFiles.TOKEN_1)).contains("VEN_1");
        assertThat(ven(OTHER)).isEmpty();
    }

    @Test
    void aTokenWhoseFileIsGoneOrEmptyLetsNobodyIn() throws Exception {
        write("");
        look();
        assertThat(ven(DemoFiles.TOKEN_1)).isEmpty();
        assertThat(ven("")).isEmpty();

        write(DemoFiles.TOKEN_1);
        look();
        assertThat(ven(DemoFiles.TOKEN_1)).contains("VEN_1");

        Files.delete(file);
        look();
        assertThat(ven(DemoFiles.TOKEN_1)).isEmpty();
        assertThat(ven("0123456789abcdef0123456789abcdef")).contains("VEN_2A");
    }

    @Test
    void aNewTokenTakesThePlaceOfTheOld() throws Exception {
        write(OTHER + "\n");
        look();

        assertThat(ven(OTHER)).contains("VEN_1");
        assertThat(ven(DemoFiles.TOKEN_1)).isEmpty();
    }

    @Test
    void aTokenThatCanBeGuessedIsNone() throws Exception {
        write("guess");
        look();

        assertThat(ven("guess")).isEmpty();
        assertThat(ven(DemoFiles.TOKEN_1)).isEmpty();
    }

    @Test
    void afterTheStopNothingIsReadAnyMore() {
        tokens.close();

        assertThat(timers.waiting()).isZero();
    }
}
