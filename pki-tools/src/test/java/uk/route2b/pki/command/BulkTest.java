package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.PrivateKeys;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;

/** Many at once: no gaps, no doubles, and a run that was stopped goes on. */
class BulkTest {
    private static final String FIRST = "00-DB-12-34-00-00-FF-F0";

    @TempDir
    Path folder;

    private Path authority = Path.of("");

    @BeforeEach
    void init() {
        authority = Run.authority(folder.resolve("pki"));
    }

    @Test
    void allAreThereOnceEachWithItsKey() throws Exception {
        Run run = bulk("fleet", 60);
        assertThat(run.exit()).as(run.err()).isZero();
        requireWhole(folder.resolve("fleet"), 60);
        assertThat(folder.resolve("fleet.partial")).doesNotExist();
    }

    @Test
    void whatAKillLeftIsCheckedAndTheRestMade() throws Exception {
        bulk("fleet", 620);
        Path partial = folder.resolve("fleet.partial");
        Files.move(folder.resolve("fleet"), partial);
        List<String> manifest = Files.readAllLines(partial.resolve("manifest.jsonl"));
        String cutOff = manifest.get(601).substring(0, 30);
        Files.write(partial.resolve("manifest.jsonl"), withLast(manifest.subList(0, 601), cutOff));
        EntityIdentifier damaged =
                new EntityIdentifier(EntityIdentifier.parse(FIRST).bits() + 5);
        Files.writeString(partial.resolve(damaged + ".pem"), "half a fi");
        Files.delete(partial.resolve(new EntityIdentifier(damaged.bits() + 1) + ".key"));
        Run resumed = bulk("fleet", 620);
        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("620 certificates").contains("598 of them by an earlier run");
        requireWhole(folder.resolve("fleet"), 620);
    }

    @Test
    void aKilledProcessIsTakenOverWithoutGapsOrDoubles() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PkiToolsProgram.class.getName(),
                        "pki",
                        "bulk",
                        "--dir",
                        authority.toString(),
                        "--first",
                        FIRST,
                        "--count",
                        "3000",
                        "--out",
                        folder.resolve("fleet").toString())
                .redirectErrorStream(true)
                .start();
        awaitLines(folder.resolve("fleet.partial/manifest.jsonl"), process);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(folder.resolve("fleet")).doesNotExist();
        Run resumed = bulk("fleet", 3000);
        assertThat(resumed.exit()).as(resumed.err()).isZero();
        requireWhole(folder.resolve("fleet"), 3000);
    }

    @Test
    void otherParametersDoNotTakeOverAnUnfinishedRun() throws Exception {
        bulk("fleet", 10);
        Files.move(folder.resolve("fleet"), folder.resolve("fleet.partial"));
        Run other = bulk("fleet", 11);
        assertThat(other.exit()).isEqualTo(4);
        assertThat(other.err()).contains("other parameters");
    }

    @Test
    void aSeedIsAParameterToo() throws Exception {
        bulk("fleet", 10);
        Files.move(folder.resolve("fleet"), folder.resolve("fleet.partial"));
        List<Object> words = new java.util.ArrayList<>(List.of("pki", "bulk", "--dir", authority, "--first", FIRST));
        words.addAll(List.of("--count", 10, "--out", folder.resolve("fleet")));
        words.addAll(List.of("--seed", "one", "--i-know-these-keys-are-public"));
        assertThat(Run.of(words.toArray()).exit()).isEqualTo(4);
    }

    @Test
    void whatNoRunHasBegunDoesNotBecomePartOfTheResult() throws Exception {
        Path partial = Files.createDirectory(folder.resolve("fleet.partial"));
        Files.writeString(partial.resolve("precious"), "old");
        Run run = bulk("fleet", 10);
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).contains("no manifest").hasLineCount(3);
        assertThat(partial.resolve("precious")).hasContent("old");
    }

    @Test
    void aSecondRunInTheSameFolderIsRefusedWhileTheFirstIsAtWork() throws Exception {
        Path partial = Files.createDirectory(folder.resolve("fleet.partial"));
        try (FileChannel first = FileChannel.open(
                        partial.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = first.lock()) {
            assertThat(held.isValid()).isTrue();
            Run second = bulk("fleet", 10);
            assertThat(second.exit()).isEqualTo(4);
            assertThat(second.err()).contains("another run is at work").hasLineCount(3);
        }
        assertThat(bulk("fleet", 10).exit()).isZero();
        requireWhole(folder.resolve("fleet"), 10);
    }

    @Test
    void anExistingResultIsNotTouched() throws Exception {
        bulk("fleet", 10);
        byte[] before = Files.readAllBytes(folder.resolve("fleet/manifest.jsonl"));
        assertThat(bulk("fleet", 10).exit()).isEqualTo(4);
        assertThat(Files.readAllBytes(folder.resolve("fleet/manifest.jsonl"))).isEqualTo(before);
    }

    @Test
    void theNumbersOfEntityIdentifiersDoNotRunOver() {
        Run run = Run.of(
                "pki",
                "bulk",
                "--dir",
                authority,
                "--first",
                "FF-FF-FF-FF-FF-FF-FF-FE",
                "--count",
                3,
                "--out",
                folder.resolve("fleet"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(folder.resolve("fleet.partial")).doesNotExist();
    }

    private Run bulk(String name, int count) {
        return Run.of(
                "pki", "bulk", "--dir", authority, "--first", FIRST, "--count", count, "--out", folder.resolve(name));
    }

    private static void requireWhole(Path fleet, int count) throws Exception {
        Set<String> keys = new HashSet<>();
        Set<Object> serials = new HashSet<>();
        for (int step = 0; step < count; step++) {
            EntityIdentifier entity =
                    new EntityIdentifier(EntityIdentifier.parse(FIRST).bits() + step);
            X509Certificate certificate =
                    KeyFiles.certificates(read(fleet.resolve(entity + ".pem"))).get(0);
            assertThat(SmkiCertificate.read(certificate).entity()).contains(entity);
            assertThat(PrivateKeys.belongs(
                            KeyFiles.privateKey(read(fleet.resolve(entity + ".key"))), certificate.getPublicKey()))
                    .isTrue();
            keys.add(Octets.of(certificate.getPublicKey().getEncoded()).hex());
            serials.add(certificate.getSerialNumber());
        }
        assertThat(keys).hasSize(count);
        assertThat(serials).hasSize(count);
        assertThat(Files.readAllLines(fleet.resolve("manifest.jsonl"))).hasSize(count + 1);
        try (Stream<Path> files = Files.list(fleet)) {
            assertThat(files).hasSize(2 * count + 1);
        }
    }

    private static void awaitLines(Path manifest, Process process) throws IOException, InterruptedException {
        for (int round = 0; round < 600; round++) {
            if (!process.isAlive()
                    || Files.exists(manifest) && Files.readAllLines(manifest).size() > 500) {
                return;
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException("the process does nothing");
    }

    private static List<String> withLast(List<String> lines, String last) {
        List<String> all = new java.util.ArrayList<>(lines);
        all.add(last);
        return all;
    }

    private static Octets read(Path file) throws IOException {
        return Octets.of(Files.readAllBytes(file));
    }
}
