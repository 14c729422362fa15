package uk.route2b.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.HandTimers;

/** The chain of a node: what it holds, how it goes on after a fall, and what anybody can see who reads it. */
class AuditTest {
    /** The common pool has one thread on two cores. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final TestHierarchy HIERARCHY = TestHierarchy.create(START);
    private static final IssuedIdentity SIGNER =
            HIERARCHY.organisation(RemotePartyRole.LOAD_CONTROLLER, DemoFiles.DSRSP, KeyUse.DIGITAL_SIGNATURE);
    private static final IssuedIdentity STRANGER =
            HIERARCHY.organisation(RemotePartyRole.LOAD_CONTROLLER, DemoFiles.DSRSP, KeyUse.DIGITAL_SIGNATURE);

    @TempDir
    private Path folder;

    private final HandTimers timers = new HandTimers(START);
    private long fileOctets = 1024 * 1024;

    private FileAudit open() throws IOException {
        return open(Ecdsa.signer(SIGNER.key()));
    }

    private FileAudit open(MessageSigner key) throws IOException {
        AuditHead head = new AuditHead(key, SIGNER.certificate());
        return FileAudit.open(
                new AuditSettings(folder, "gateway", fileOctets, Duration.ofMillis(200), Duration.ofDays(396)),
                Optional.of(head),
                timers,
                timers);
    }

    private static Verdict verdict(int number) {
        return Verdict.of(Check.PARSE_AND_CORRELATE, Ruling.REFUSED, "payload", "xml")
                .with("n", number);
    }

    private void write(int records) throws IOException {
        try (FileAudit audit = open()) {
            for (int number = 0; number < records; number++) {
                audit.note(verdict(number));
            }
        }
    }

    private AuditReport verify() throws IOException {
        List<AuditReport> reports = AuditVerifier.all(folder, List.of(SIGNER.certificate()));
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    private List<String> kinds() throws IOException {
        return verify().findings().stream().map(AuditFinding::kind).toList();
    }

    private Path file() throws IOException {
        List<Path> files = new AuditFolder(folder).files("gateway");
        return files.get(files.size() - 1);
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file()));
    }

    private void rewrite(List<String> lines) throws IOException {
        Files.writeString(file(), String.join("\n", lines) + "\n");
    }

    @Test
    void whatNobodyTouchedHolds() throws Exception {
        write(5);

        AuditReport report = verify();
        assertThat(report.findings()).isEmpty();
        // one begins the file, one head at the start, five verdicts, one head at the end
        assertThat(report.first()).isEqualTo(1);
        assertThat(report.last()).isEqualTo(8);
        assertThat(report.heads()).isEqualTo(2);
        assertThat(report.signed()).isEqualTo(7);
    }

    @Test
    void aChangedRecordIsFound() throws Exception {
        write(5);
        List<String> lines = lines();
        lines.set(3, lines.get(3).replace("\"refused\"", "\"accepted\""));
        rewrite(lines);

        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("changed");
            assertThat(finding.detail()).contains("record 4 ");
        });
    }

    /** Whoever changes a record and all hashes after it lacks the key of the heads. */
    @Test
    void aChainThatWasMadeAnewIsFoundByItsHeads() throws Exception {
        write(5);
        List<AuditLine> anew = new ArrayList<>();
        uk.route2b.protocol.octets.Octets before = AuditLine.START;
        for (String line : lines()) {
            byte[] octets = line.replace("\"refused\"", "\"accepted\"").getBytes(StandardCharsets.UTF_8);
            AuditLine old = AuditLine.read(octets, 0, octets.length).orElseThrow();
            AuditLine other = AuditLine.after(before, old.record());
            before = other.hash();
            anew.add(other);
        }
        Files.write(file(), new byte[0]);
        for (AuditLine line : anew) {
            Files.write(file(), line.octets(), StandardOpenOption.APPEND);
        }

        assertThat(kinds()).isNotEmpty().containsOnly("signature");
    }

    @Test
    void aMissingRecordIsFound() throws Exception {
        write(5);
        List<String> lines = lines();
        lines.remove(3);
        rewrite(lines);

        assertThat(verify().findings())
                .singleElement()
                .isEqualTo(new AuditFinding("gateway.000000000001.jsonl", "missing", "record 4 is missing"));
    }

    @Test
    void recordsInAnotherOrderAreFound() throws Exception {
        write(5);
        List<String> lines = lines();
        Collections.swap(lines, 3, 4);
        rewrite(lines);

        assertThat(verify().findings())
                .singleElement()
                .isEqualTo(
                        new AuditFinding("gateway.000000000001.jsonl", "reordered", "record 4 stands after record 5"));
    }

    @Test
    void recordsThatWereCutOffAreFoundByTheHeadBesideThem() throws Exception {
        write(5);
        rewrite(lines().subList(0, 6));

        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("truncated");
            assertThat(finding.detail()).contains("record 8", "end at 6");
        });
    }

    @Test
    void aSignatureBySomebodyElseIsFound() throws Exception {
        write(1);

        assertThat(AuditVerifier.all(folder, List.of(STRANGER.certificate()))
                        .get(0)
                        .findings())
                .extracting(AuditFinding::kind)
                .containsOnly("signature");
    }

    @Test
    void aWrongSignatureIsFound() throws Exception {
        write(1);
        Path head = folder.resolve("gateway.head.json");
        String text = Files.readString(head);
        int at = text.indexOf("\"signature\":\"") + 20;
        char other = text.charAt(at) == '0' ? '1' : '0';
        Files.writeString(head, text.substring(0, at) + other + text.substring(at + 1));

        assertThat(kinds()).containsExactly("signature");
    }

    /** A kill in the middle of a line, at each octet of it. */
    @Test
    void aTornLastLineIsToldAndTheChainGoesOn() throws Exception {
        write(2);
        byte[] whole = Files.readAllBytes(file());
        int lastLine = new String(whole, StandardCharsets.UTF_8).lastIndexOf('\n', whole.length - 2) + 1;
        for (int end = lastLine + 1; end < whole.length; end += 37) {
            Files.write(file(), java.util.Arrays.copyOf(whole, end));
            Files.deleteIfExists(folder.resolve("gateway.head.json"));

            write(1);

            AuditReport report = verify();
            assertThat(report.findings()).as("torn at %d", end).isEmpty();
            assertThat(report.torn()).isEqualTo(1);
        }
    }

    @Test
    void aLineThatLacksOnlyItsEndIsWhole() throws Exception {
        write(2);
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 1));

        write(1);

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().torn()).isZero();
    }

    @Test
    void octetsThatNoRecordTellsOfAreFound() throws Exception {
        write(2);
        List<String> lines = lines();
        lines.add(3, "what is this?");
        rewrite(lines);

        assertThat(kinds()).containsExactly("unreadable");
    }

    @Test
    void aFullFileIsFollowedByAnotherOneAndTheChainGoesOn() throws Exception {
        fileOctets = 2_000;
        write(20);
        write(20);

        assertThat(new AuditFolder(folder).files("gateway")).hasSizeGreaterThan(3);
        assertThat(verify().findings()).isEmpty();

        Files.delete(new AuditFolder(folder).files("gateway").get(2));
        assertThat(kinds()).containsExactly("missing");
    }

    /** Retention takes whole files from the beginning. */
    @Test
    void whatIsLeftAfterTheOldestFileIsGoneHolds() throws Exception {
        fileOctets = 2_000;
        write(20);
        Files.delete(new AuditFolder(folder).files("gateway").get(0));

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().first()).isGreaterThan(1);
    }

    @Test
    void theHeadIsSignedEachHour() throws Exception {
        try (FileAudit audit = open()) {
            timers.pass(Duration.ofHours(5));
            audit.note(verdict(1));
        }

        assertThat(verify().heads()).isEqualTo(1 + 5 + 1);
    }

    /**
     * A key may sit in a module that takes its time; no verdict waits for it, and what came meanwhile stands between.
     */
    @Test
    void noVerdictWaitsForTheSignatureOfAHead() throws Exception {
        CountDownLatch signing = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean slow = new AtomicBoolean();
        MessageSigner key = Ecdsa.signer(SIGNER.key());
        FileAudit audit = open(octets -> {
            if (slow.getAndSet(false)) {
                signing.countDown();
                await(released);
            }
            return key.sign(octets);
        });
        slow.set(true);
        CompletableFuture<Void> hour = CompletableFuture.runAsync(() -> timers.pass(Duration.ofHours(1)), THREADS);
        await(signing);

        CompletableFuture<Void> noted = CompletableFuture.runAsync(() -> audit.note(verdict(1)), THREADS);
        noted.get(10, TimeUnit.SECONDS);
        released.countDown();
        hour.get(10, TimeUnit.SECONDS);
        audit.close();

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().heads()).isEqualTo(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Strangers must not fill the disk. */
    @Test
    void strangersAreCountedAndSampled() throws Exception {
        try (FileAudit audit = open()) {
            for (int number = 0; number < 100_000; number++) {
                audit.stranger("expired", "192.0.2." + number % 256);
                audit.stranger("made-up-" + number, "192.0.2.1");
            }
            timers.pass(Duration.ofHours(1));
        }

        String text = Files.readString(file());
        assertThat(text).contains("\"refused\":{\"expired\":100000,").contains("\"others\":");
        assertThat(lines()).hasSizeLessThan(StrangerCounts.REASONS_MOST * StrangerCounts.SAMPLES + 10);
        assertThat(verify().findings()).isEmpty();
    }

    /** Neither must one CEM: of each reason a few in an hour are told whole, and the others counted in each minute. */
    @Test
    void refusalsOfOneCemAreSampledAndCountedEachMinute() throws Exception {
        Verdict refused = verdict(1).about(uk.route2b.server.testing.Bench.KEY);
        try (FileAudit audit = open()) {
            for (int minute = 0; minute < 3; minute++) {
                for (int number = 0; number < 10_000; number++) {
                    audit.note(refused);
                }
                timers.pass(Duration.ofMinutes(1));
            }
            audit.note(refused);
        }

        List<String> counted =
                lines().stream().filter(line -> line.contains("\"refusals\"")).toList();
        assertThat(lines()).hasSize(3 + CemRefusals.SAMPLES + 4);
        assertThat(counted).hasSize(4);
        assertThat(counted.get(0))
                .contains("\"cem\":\"" + DemoFiles.CEM_1, "{\"xml\":" + (10_000 - CemRefusals.SAMPLES));
        assertThat(counted.get(1)).contains("{\"xml\":10000}");
        assertThat(counted.get(3)).contains("{\"xml\":1}");
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void whatSomebodyElseChoseTakesNoMoreThanSoManyOctets() throws Exception {
        try (FileAudit audit = open()) {
            audit.note(verdict(1).with("detail", "\u0001".repeat(5_000)));
            audit.note(verdict(1).with("detail", "\ud83d\ude00".repeat(5_000)));
            audit.note(Verdict.of(Check.DELIVERY, Ruling.ACCEPTED, "answer", "x".repeat(5_000)));
        }

        assertThat(lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(1_500));
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void noFactTakesThePlaceOfWhatEachRecordHas() throws Exception {
        try (FileAudit audit = open()) {
            audit.note(verdict(1).with("kind", "head").with("number", "7").with("at", "once"));
        }

        assertThat(lines())
                .anyMatch(line -> line.startsWith("{\"record\":{\"number\":3,\"at\":\"2026")
                        && line.contains("\"kind\":\"verdict\",")
                        && line.contains("\"of-kind\":\"head\",\"of-number\":\"7\",\"of-at\":\"once\""));
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsCountedAndToldOnceItCan() throws Exception {
        fileOctets = 1_500;
        FileAudit audit = open();
        int number = 0;
        while (Files.size(file()) < fileOctets) {
            audit.note(verdict(number++));
        }
        assertThat(audit.problem()).isEmpty();
        Path next = new AuditFolder(folder).file("gateway", lines().size() + 1);
        Files.createDirectory(next);

        audit.note(verdict(number++));
        audit.note(verdict(number++));
        assertThat(audit.problem()).isPresent();
        Files.delete(next);
        timers.pass(Duration.ofSeconds(6));
        audit.note(verdict(number++));
        assertThat(audit.problem()).isEmpty();
        audit.close();

        assertThat(Files.readString(file())).contains("\"kind\":\"gap\",\"records\":2}");
        assertThat(verify().findings()).isEmpty();
    }
}
