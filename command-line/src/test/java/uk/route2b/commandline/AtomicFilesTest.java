package uk.route2b.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    private static final byte[] NEW = "new".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    void aKeyIsItsOwnersAloneAndNothingIsLeftBeside() throws IOException {
        new AtomicFiles(false).write(folder.resolve("a b.key"), NEW, Protection.OWNER_ONLY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a b.key"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatExistsIsReplacedOnlyWithForce() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        assertThatThrownBy(() -> new AtomicFiles(false).write(file, NEW, Protection.PUBLIC))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ExitCode.REFUSED_TO_OVERWRITE));
        assertThat(file).hasContent("old");
        new AtomicFiles(true).write(file, NEW, Protection.PUBLIC);
        assertThat(file).hasContent("new");
    }

    @Test
    void aDanglingLinkIsInTheWayToo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> new AtomicFiles(false).write(link, NEW, Protection.PUBLIC))
                .isInstanceOf(CommandFailure.class);
    }

    @Test
    void aFolderThatIsNotThereIsAFailureOfTheFileSystem() {
        assertThatThrownBy(() -> new AtomicFiles(false).write(folder.resolve("no/file"), NEW, Protection.PUBLIC))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ExitCode.IO));
    }

    @Test
    void nothingIsLeftOfAFileThatWasNotFinished() throws IOException {
        Path file = folder.resolve("long");
        assertThatThrownBy(() -> new AtomicFiles(false).write(file, Protection.PUBLIC, temporary -> {
                    Files.write(temporary, NEW);
                    throw new IOException("the disk is full");
                }))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ExitCode.IO));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void onlyAPlainFileIsReplaced() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        for (Path other : new Path[] {link, dangling, folder}) {
            assertThatThrownBy(() -> new AtomicFiles(true).write(other, new byte[] {1}, Protection.PUBLIC))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            refused -> assertThat(refused.code()).isEqualTo(ExitCode.REFUSED_TO_OVERWRITE));
        }
        assertThat(link).isSymbolicLink().hasContent("precious");
    }
}
