package uk.route2b.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.postgresql.PostgresServer;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.ExchangeJudgement;
import uk.route2b.protocol.transcript.TranscriptJudge;
import uk.route2b.protocol.transcript.TranscriptParties;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.NewPayload;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadFacts;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.store.postgresql.PostgresSettings;
import uk.route2b.server.store.postgresql.PostgresStore;
import uk.route2b.server.store.sqlite.SqliteStore;
import uk.route2b.server.testing.DemoFiles;

/** Backup, restore and transcript as an operator and a script use them, wrongly too. */
class EvidenceCommandsTest {
    private static final CemKey KEY = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_1);
    private static final long BORN = 1_764_000_000_000L;

    @TempDir
    private Path folder;

    private DemoFiles files;
    private String config;
    private Run last = new Run(0, "", "");

    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void layOut() throws Exception {
        files = new DemoFiles(folder, Instant.now());
        String sample = Files.readString(DemoFiles.sampleFile())
                .replace("${ROUTE2B_DATA:-../demo-run}", folder.toString())
                .replace("${ROUTE2B_LINK_PUBLIC_PORT:-8443}", "8443")
                .replace("${ROUTE2B_DCC_PORT:-8079}", "1")
                .replace("${ROUTE2B_VTN_PORT:-8480}", "1")
                .replaceAll("\\$\\{ROUTE2B_[A-Z_]*PORT:-[0-9]+}", "0");
        config = files.write("server.yaml", sample).toString();
    }

    private int server(Object... words) {
        return run(
                console -> new CommandLine(new GatewayServerProgram(console, file -> {}), new ConsoleFactory(console)),
                words);
    }

    private int transcript(Object... words) {
        return run(console -> new CommandLine(new TranscriptCommand(console)), words);
    }

    private int trace(Object... words) {
        return run(console -> new CommandLine(new TraceCommand(console)), words);
    }

    private int run(java.util.function.Function<Console, CommandLine> program, Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> all = new ArrayList<>(Stream.of(words).map(String::valueOf).toList());
        all.addAll(List.of("--config", config));
        int exit = new Program(program.apply(console), console).run(all.toArray(String[]::new));
        last = new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        return exit;
    }

    private Path store() {
        return folder.resolve("state/server.db");
    }

    private GatewayStore open() {
        return SqliteStore.open(store(), "gateway", InstantSource.system());
    }

    private SignedMessage sign(IssuedIdentity by, GroupingHeader header, Content content) {
        return UnsignedMessage.of(header, content).sign(Ecdsa.signer(by.key()));
    }

    private static Content xml(String text) {
        return Content.plain(ContentFormat.XML, Octets.ofText(text));
    }

    /** One message down with its receipt, one down without, one up with its answer, and a payload that waits. */
    private void fill(GatewayStore store, long from) {
        down(store, from, true);
        down(store, from + 1, false);
        GroupingHeader header = GroupingHeader.of(
                CraFlag.ALERT, from + 2, DemoFiles.CEM_1, DemoFiles.DSRSP, PrivateMessageCode.OPENADR.code());
        SignedMessage up = sign(files.cem1(), header, xml("<oadrPoll/>"));
        store.accept(KEY, 0, AcceptedMessage.of(up, from + 2));
        store.answer(
                KEY,
                from + 2,
                sign(files.message(), header.answer(), xml("<oadrResponse/>")).octets());
        store.queue(
                KEY,
                new NewPayload(
                        new PayloadFacts("kind", "VEN_1", false, false, OptionalLong.empty()), xml("<waits/>"), from),
                new QueueLimits(10, 10_000));
    }

    private void down(GatewayStore store, long counter, boolean answered) {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.COMMAND, counter, DemoFiles.DSRSP, DemoFiles.CEM_1, PrivateMessageCode.OPENADR.code());
        SignedMessage message = sign(files.message(), header, xml("<event/>"));
        store.reserve(KEY, 0, OutgoingMessage.of(message, PrivateMessageCode.OPENADR, counter), OptionalLong.empty());
        if (answered) {
            Content receipt = Receipt.of(message, ReceiptStatus.STORED, "").content();
            store.settle(
                    KEY,
                    0,
                    counter,
                    sign(files.cem1(), header.answer(), receipt).octets(),
                    0,
                    PayloadState.DELIVERED,
                    "");
        }
    }

    private List<ExchangeJudgement> judged(List<String> lines) throws Exception {
        TranscriptParties parties = new TranscriptParties(
                entity -> List.of((entity.equals(DemoFiles.CEM_1) ? files.cem1() : files.message())
                        .certificate()
                        .getPublicKey()),
                Ecdsa.PLATFORM);
        TranscriptJudge judge = TranscriptJudge.begin(Octets.ofText(lines.get(0)), parties);
        List<ExchangeJudgement> judgements = new ArrayList<>();
        lines.stream().skip(1).forEach(line -> judge.next(Octets.ofText(line)).ifPresent(judgements::add));
        assertThat(judge.finish()).isEmpty();
        return judgements;
    }

    private JsonNode json() {
        return JsonMapper.builder().build().readTree(last.out());
    }

    @Test
    void aTranscriptIsWrittenBesideARunningServerAndHolds() throws Exception {
        Path out = folder.resolve("transcript.jsonl");
        try (GatewayStore store = open()) {
            fill(store, BORN);
            assertThat(transcript(DemoFiles.CEM_1, "--out", out)).as(last.err()).isZero();
        }
        List<ExchangeJudgement> judgements = judged(Files.readAllLines(out));
        assertThat(judgements).hasSize(3).allMatch(ExchangeJudgement::holds);
        assertThat(judgements.get(0).receipt()).isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
        assertThat(last.out()).isEmpty();
    }

    @Test
    void standardOutputHoldsTheTranscriptAndNothingElse() throws Exception {
        try (GatewayStore store = open()) {
            fill(store, BORN);
        }
        assertThat(transcript("00db1234567890c1")).as(last.err()).isZero();
        assertThat(judged(last.out().lines().toList())).hasSize(3);
        assertThat(transcript(DemoFiles.CEM_1, "--out", "-", "--dsrsp", DemoFiles.DSRSP))
                .isZero();
        assertThat(last.err()).isEmpty();
    }

    @Test
    void aPeriodLimitsWhatIsWritten() throws Exception {
        try (GatewayStore store = open()) {
            fill(store, BORN);
        }
        String first = Instant.ofEpochMilli(BORN + 1).toString();
        String after = Instant.ofEpochMilli(BORN + 2).toString();
        assertThat(transcript(DemoFiles.CEM_1, "--from", first, "--until", after))
                .isZero();
        assertThat(judged(last.out().lines().toList()))
                .singleElement()
                .satisfies(
                        only -> assertThat(only.entry().orElseThrow().counter()).isEqualTo(BORN + 1));
        assertThat(transcript(DemoFiles.CEM_1, "--until", "2001-01-01")).isZero();
        assertThat(judged(last.out().lines().toList())).isEmpty();
        assertThat(last.err()).contains("no message of this CEM");
    }

    @Test
    void aTraceHasEverySignedMessageOfBothDirectionsAsItStandsInTheStore() throws Exception {
        try (GatewayStore store = open()) {
            fill(store, BORN);
            store.tunnelId(KEY, BORN + 1);
            assertThat(trace(DemoFiles.CEM_1)).as(last.err()).isZero();
        }
        List<String[]> lines = last.out().lines().map(line -> line.split(" ")).toList();
        assertThat(lines)
                .extracting(words -> words[1] + " " + words[2] + " " + words[4] + " " + words[5])
                .containsExactly(
                        "down 2b command " + BORN,
                        "up - response " + BORN,
                        "down 2a command " + (BORN + 1),
                        "up - alert " + (BORN + 2),
                        "down - response " + (BORN + 2));
        SignedMessageReader reader = SignedMessageReader.DEFAULT;
        for (String[] words : lines) {
            SignedMessage message = reader.read(Octets.ofHex(words[6]));
            boolean down = words[1].equals("down");
            assertThat(message.header().counterText()).isEqualTo(words[5]);
            assertThat(message.header().originator()).isEqualTo(down ? DemoFiles.DSRSP : DemoFiles.CEM_1);
        }
    }

    @Test
    void aTraceGoesToAFileOfItsOwnerAndSaysWhenThereIsNothing() throws Exception {
        try (GatewayStore store = open()) {
            fill(store, BORN);
        }
        Path out = folder.resolve("trace.txt");
        assertThat(trace(DemoFiles.CEM_1, "--out", out)).as(last.err()).isZero();
        assertThat(Files.readAllLines(out)).hasSize(5);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
        assertThat(trace(DemoFiles.CEM_1, "--until", "2001-01-01")).isZero();
        assertThat(last.out()).isEmpty();
        assertThat(last.err()).contains("no message of this CEM");
        assertThat(trace("nobody")).isEqualTo(2);
        assertThat(last.err()).contains("route2b message trace --help");
        assertThat(trace("00-DB-12-34-56-78-90-EE")).isEqualTo(3);
    }

    @Test
    void wrongWordsForATranscriptAreRefused() throws Exception {
        assertThat(transcript(DemoFiles.CEM_1)).as("no store yet").isEqualTo(3);
        assertThat(last.err()).contains("server.db");
        assertThat(store()).doesNotExist();
        try (GatewayStore store = open()) {
            fill(store, BORN);
        }
        assertThat(transcript()).isEqualTo(2);
        assertThat(transcript("nobody")).isEqualTo(2);
        assertThat(transcript(DemoFiles.CEM_1, "--from", "yesterday")).isEqualTo(2);
        assertThat(last.err()).contains("2026-11-23T12:00:00Z");
        assertThat(transcript(DemoFiles.CEM_1, "--from", "2026-01-02", "--until", "2026-01-01"))
                .isEqualTo(2);
        assertThat(transcript("00-DB-12-34-56-78-90-EE")).isEqualTo(3);
        assertThat(last.out()).isEmpty();
        assertThat(transcript("00-DB-12-34-56-78-90-EE", "--out", folder.resolve("none")))
                .isEqualTo(3);
        assertThat(folder.resolve("none")).doesNotExist();
        Path there = Files.writeString(folder.resolve("there"), "kept");
        assertThat(transcript(DemoFiles.CEM_1, "--out", there)).isEqualTo(4);
        assertThat(there).hasContent("kept");
        assertThat(transcript(DemoFiles.CEM_1, "--out", there, "--force")).isZero();
        assertThat(transcript(DemoFiles.CEM_1, "--out", folder.resolve("no/where")))
                .isEqualTo(6);
        assertThat(transcript(DemoFiles.CEM_1, "--out", folder)).isEqualTo(4);
    }

    @Test
    void aBackupIsTakenBesideARunningServerAndSaysWhen() throws Exception {
        Path copy = folder.resolve("copy.db");
        try (GatewayStore store = open()) {
            fill(store, BORN);
            assertThat(server("backup", "--out", copy, "--json")).as(last.err()).isZero();
        }
        assertThat(json().path("octets").asLong()).isEqualTo(Files.size(copy));
        assertThat(Instant.parse(json().path("copiedAt").asString(""))).isBeforeOrEqualTo(Instant.now());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThat(server("backup", "--out", copy)).isEqualTo(4);
        assertThat(server("backup", "--out", copy, "--force")).isZero();
        assertThat(last.out()).contains("every page checked");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).noneMatch(path -> path.toString().endsWith(".tmp"));
        }
    }

    @Test
    void wrongWordsForABackupAreRefused() throws Exception {
        assertThat(server("backup")).isEqualTo(2);
        assertThat(server("backup", "--out", folder.resolve("copy.db"))).isEqualTo(3);
        open().close();
        assertThat(server("backup", "--out", store(), "--force")).isEqualTo(2);
        assertThat(server("backup", "--out", "-")).isEqualTo(2);
        assertThat(server("backup", "--out", folder.resolve("no/where.db"))).isEqualTo(6);
        assertThat(server("backup", "--out", folder, "--force")).isEqualTo(4);
        Files.write(store(), new byte[0]);
        assertThat(server("backup", "--out", folder.resolve("copy.db"))).isEqualTo(6);
        assertThat(folder.resolve("copy.db")).doesNotExist();
    }

    private Path backup() {
        Path copy = folder.resolve("copy.db");
        assertThat(server("backup", "--out", copy)).as(last.err()).isZero();
        return copy;
    }

    @Test
    void aRestoreSaysWhatMayBeLostAndKeepsWhatItReplaces() throws Exception {
        try (GatewayStore store = open()) {
            fill(store, BORN);
        }
        Path copy = backup();
        try (GatewayStore store = open()) {
            down(store, BORN + 100, true);
        }
        assertThat(server("restore", "--from", copy)).isEqualTo(4);
        assertThat(server("restore", "--from", copy, "--force", "--json"))
                .as(last.err())
                .isZero();
        JsonNode answer = json();
        assertThat(answer.path("payloadsInDoubt").asLong()).isEqualTo(1);
        JsonNode cem = answer.path("cems").path(0);
        assertThat(cem.path("cem").asString("")).isEqualTo(DemoFiles.CEM_1.toString());
        assertThat(cem.path("lastSent").asString("")).isEqualTo(Long.toString(BORN + 1));
        assertThat(cem.path("highestAccepted").asString("")).isEqualTo(Long.toString(BORN + 2));
        assertThat(cem.path("unanswered").asLong()).isEqualTo(1);
        Path replaced = store().resolveSibling(answer.path("replaced").asString(""));
        try (GatewayStore old = SqliteStore.open(replaced, "gateway", InstantSource.system())) {
            assertThat(old.load(KEY).sent().last()).isEqualTo(BORN + 100);
        }
        try (GatewayStore store = open()) {
            assertThat(store.load(KEY).sent().last()).isEqualTo(BORN + 1);
            assertThat(store.load(KEY).inDoubt(BORN)).isTrue();
            assertThat(store.doubt()).isPresent();
            assertThat(store.payloadCounts()).containsEntry(PayloadState.IN_DOUBT, 1L);
        }
        try (Stream<Path> left = Files.list(store().resolveSibling(""))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".new") || name.contains(".new-") || name.contains(".new."));
        }
    }

    @Test
    void aRestoreToAnEmptyPlaceNeedsNoForceAndTellsAPerson() {
        open().close();
        Path copy = backup();
        store().toFile().delete();
        Path left = files.write("state/.server.db77.new-wal", "of a restore that was killed");
        assertThat(server("restore", "--from", copy)).as(last.err()).isZero();
        assertThat(last.out())
                .contains("may be lost: whatever was sent, accepted and answered between these two moments")
                .contains("answered 03")
                .contains("0 payloads")
                .contains(DemoFiles.CEM_1.toString());
        assertThat(left).doesNotExist();
    }

    @Test
    void noStoreInUseIsReplaced() {
        try (GatewayStore store = open()) {
            fill(store, BORN);
            Path copy = backup();
            assertThat(server("restore", "--from", copy, "--force")).isEqualTo(6);
            assertThat(last.err()).contains("in use by process", "stop that server first");
            assertThat(store.load(KEY).inDoubt(BORN)).isFalse();
        }
    }

    @Test
    void wrongWordsForARestoreChangeNothing() throws Exception {
        open().close();
        Path copy = backup();
        assertThat(server("restore")).isEqualTo(2);
        assertThat(server("restore", "--from", folder.resolve("absent"), "--force"))
                .isEqualTo(3);
        assertThat(server("restore", "--from", folder, "--force")).isEqualTo(3);
        assertThat(server("restore", "--from", store(), "--force")).isEqualTo(2);
        Path text = Files.writeString(folder.resolve("text"), "text".repeat(3_000));
        assertThat(server("restore", "--from", text, "--force")).isEqualTo(3);
        Path empty = Files.write(folder.resolve("empty"), new byte[0]);
        assertThat(server("restore", "--from", empty, "--force")).isEqualTo(3);
        assertThat(server("restore", "--from", copy, "--force", "--copied-at", "2026-01-01"))
                .as("it says so itself")
                .isEqualTo(2);
        byte[] torn = Files.readAllBytes(copy);
        Path half = Files.write(folder.resolve("half"), java.util.Arrays.copyOf(torn, torn.length / 2));
        assertThat(server("restore", "--from", half, "--force")).isEqualTo(3);
        try (GatewayStore store = open()) {
            assertThat(store.doubt()).isEmpty();
        }
    }

    /** A file that was copied with other means says nothing, so the operator has to. */
    @Test
    void aCopyThatSaysNothingNeedsItsMoment() throws Exception {
        open().close();
        Path copy = Files.copy(store(), folder.resolve("other.db"));
        assertThat(server("restore", "--from", copy, "--force")).isEqualTo(2);
        assertThat(last.err()).contains("does not say when it was copied");
        assertThat(server("restore", "--from", copy, "--force", "--copied-at", "2999-01-01"))
                .isEqualTo(2);
        assertThat(server("restore", "--from", copy, "--force", "--copied-at", "2026-01-01T00:00:00+01:00"))
                .as(last.err())
                .isZero();
        assertThat(last.out()).contains("a copy of 2025-12-31T23:00:00Z");
    }

    @Test
    void aStoreThatWasPutBackByHandIsTold() throws Exception {
        try (GatewayStore store = open()) {
            fill(store, BORN);
        }
        Path copy = backup();
        Files.copy(copy, store(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(server()).isEqualTo(6);
        assertThat(last.err()).contains("is a copy");
        assertThat(server("restored", "--json")).as(last.err()).isZero();
        assertThat(json().path("payloadsInDoubt").asLong()).isEqualTo(1);
        try (GatewayStore store = open()) {
            assertThat(store.load(KEY).inDoubt(BORN + 2)).isTrue();
        }
        assertThat(server("restored")).isEqualTo(2);
        assertThat(server("restored", "--copied-at", "2026-01-01"))
                .as(last.err())
                .isZero();
    }

    /** PostgreSQL is copied by its own means; the transcript and the mark of a restore are ours. */
    @Test
    void aStoreInPostgreSqlIsToldThatItWasPutBackWhileNoServerUsesIt() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"))) {
            String url = postgres.newDatabase();
            files.write("secrets/postgres", "");
            Path file = Path.of(config);
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replaceFirst(
                                    "(?m)^  sqlite: .*$",
                                    "  postgresql: {url: \"" + url + "\", user: " + PostgresServer.USER
                                            + ", password: \"file:secrets/postgres\"}"));
            PostgresSettings settings = new PostgresSettings(url, PostgresServer.USER, "", 4);
            try (GatewayStore store = PostgresStore.open(settings, "gateway", InstantSource.system())) {
                fill(store, BORN);
                assertThat(transcript(DemoFiles.CEM_1)).as(last.err()).isZero();
                assertThat(judged(last.out().lines().toList())).hasSize(3).allMatch(ExchangeJudgement::holds);
                assertThat(server("restored", "--copied-at", "2026-01-01"))
                        .as("a server uses it")
                        .isEqualTo(6);
                assertThat(last.err()).contains("stop every server");
            }
            assertThat(server("backup", "--out", folder.resolve("copy.db"))).isEqualTo(3);
            assertThat(last.err()).contains("pg_basebackup", "server restored");
            assertThat(server("restore", "--from", config, "--force")).isEqualTo(3);
            assertThat(server("restored", "--copied-at", "2026-01-01", "--json"))
                    .as(last.err())
                    .isZero();
            assertThat(json().path("payloadsInDoubt").asLong()).isEqualTo(1);
            try (GatewayStore store = PostgresStore.open(settings, "gateway", InstantSource.system())) {
                assertThat(store.load(KEY).inDoubt(BORN + 2)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup --out copy.db", "restore --from copy.db", "restored"})
    void anUnreadableConfigurationIsExitThree(String words) throws Exception {
        Files.writeString(Path.of(config), "store: [");
        assertThat(server((Object[]) words.split(" "))).isEqualTo(3);
        assertThat(last.err().lines()).hasSize(3);
    }
}
