package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Octets;

/** Every command without a terminal, with each missing flag, on bad input and on outputs in the way. */
class RefusalsTest {
    @TempDir
    static Path folder;

    private static final String EUI = "00-DB-12-34-56-78-90-A0";

    @BeforeAll
    static void prepare() throws IOException {
        Run.authority(folder.resolve("pki"));
        Run.of(words("pki issue device --dir pki --eui " + EUI + " --use signing --out cem"));
        Files.write(folder.resolve("empty"), new byte[0]);
        Files.writeString(folder.resolve("password"), "open sesame\n");
        Files.writeString(folder.resolve("words"), "these are words\n".repeat(50));
        Files.writeString(
                folder.resolve("hostile"), "-----BEGIN CERTIFICATE-----\nMIIB////\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("open.pem"), "-----BEGIN CERTIFICATE-----\n".repeat(1000));
        try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("huge").toFile(), "rw")) {
            huge.setLength(10L << 30);
        }
        Files.write(folder.resolve("deep"), Octets.ofHex("3080".repeat(200_000)).toArray());
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        Files.createDirectory(folder.resolve("folder"));
        Files.createDirectory(folder.resolve("requests"));
    }

    /** Commands that do their work as they stand; FILE takes a certificate. */
    private static final List<String> COMMANDS = List.of(
            "pki init new",
            "pki issue organisation --dir pki --role 08 --eui " + EUI + " --use signing --out new",
            "pki issue device --dir pki --eui " + EUI + " --use signing --out new",
            "pki issue link --dir pki --for cem --eui " + EUI + " --out new",
            "pki issue xml --dir pki --eui " + EUI + " --out new",
            "pki issue batch --dir pki --out new requests",
            "pki bulk --dir pki --first " + EUI + " --count 2 --out new",
            "pki renew --dir pki --out new FILE",
            "pki revoke --dir pki FILE",
            "pki crl --dir pki",
            "pki inspect FILE",
            "pki verify --dir pki FILE",
            "pki lint FILE",
            "pki fingerprint FILE",
            "pki export --format der --out new FILE",
            "pki completion bash",
            "pki man --out new");

    static Stream<Arguments> eachWithoutOneOfItsFlags() {
        List<Arguments> cases = new ArrayList<>();
        for (String command : COMMANDS) {
            List<String> words = List.of(command.split(" "));
            for (int index = 0; index < words.size(); index++) {
                if (words.get(index).startsWith("--") || words.get(index).equals("FILE") || positional(words, index)) {
                    List<String> fewer = new ArrayList<>(words);
                    fewer.remove(index);
                    if (words.get(index).startsWith("--")) {
                        fewer.remove(index);
                    }
                    cases.add(Arguments.of(String.join(" ", fewer).replace("FILE", "cem.pem")));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource
    void eachWithoutOneOfItsFlags(String command) {
        requireThreeLines(Run.of(words(command)), 2);
    }

    static Stream<Arguments> eachOnEachBadInput() {
        List<String> bad = List.of(
                "absent", "empty", "words", "hostile", "open.pem", "huge", "folder", "deep", "dangling", "/dev/null");
        return COMMANDS.stream()
                .filter(command -> command.contains("FILE"))
                .flatMap(command -> bad.stream().map(file -> Arguments.of(command.replace("FILE", file))));
    }

    @ParameterizedTest
    @MethodSource
    void eachOnEachBadInput(String command) {
        requireThreeLines(Run.of(words(command)), 3);
    }

    static Stream<Arguments> eachOnADirThatIsNone() {
        return COMMANDS.stream()
                .filter(command -> command.contains("--dir pki"))
                .map(command -> Arguments.of(command.replace("--dir pki", "--dir folder")
                        .replace("FILE", "cem.pem")
                        .replace("requests", "batch")));
    }

    @ParameterizedTest
    @MethodSource
    void eachOnADirThatIsNone(String command) throws IOException {
        Files.createDirectories(folder.resolve("batch"));
        Files.writeString(folder.resolve("batch/" + EUI + ".csr"), "x");
        requireThreeLines(Run.of(words(command)), 3);
    }

    @ParameterizedTest
    @MethodSource
    void eachOnAnOutputInTheWay(String command, String existing) throws IOException {
        Path there = folder.resolve(existing);
        Files.createDirectories(there.getParent());
        Files.writeString(there, "precious");
        requireThreeLines(Run.of(words(command)), 4);
        assertThat(there).hasContent("precious");
    }

    static Stream<Arguments> eachOnAnOutputInTheWay() {
        return Stream.of(
                Arguments.of("pki init taken", "taken/file"),
                Arguments.of(
                        "pki issue organisation --dir pki --role 08 --eui " + EUI + " --use signing --out t1",
                        "t1.pem"),
                Arguments.of("pki issue device --dir pki --eui " + EUI + " --use signing --out t2", "t2.key"),
                Arguments.of("pki issue link --dir pki --for cem --eui " + EUI + " --out t3", "t3.pem"),
                Arguments.of("pki issue xml --dir pki --eui " + EUI + " --out t4", "t4.pem"),
                Arguments.of("pki bulk --dir pki --first " + EUI + " --count 2 --out t5", "t5/file"),
                Arguments.of("pki renew --dir pki --out t6 cem.pem", "t6.pem"),
                Arguments.of("pki export --format der --out t7 cem.pem", "t7"),
                Arguments.of("pki man --out t8", "t8/route2b.1"));
    }

    @Test
    void withForceWhatIsInTheWayIsReplacedWithoutAQuestion() throws IOException {
        Files.writeString(folder.resolve("f1.pem"), "old");
        Files.writeString(folder.resolve("f1.key"), "old");
        Run run = Run.of(words("pki issue device --dir pki --eui " + EUI + " --use signing --out f1 --force"));
        assertThat(run.exit()).isZero();
        assertThat(Files.readString(folder.resolve("f1.pem"))).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void aPasswordOrKeyThatDoesNotFitIsExitFive() {
        requireThreeLines(Run.of(words("pki export --format pkcs12 --key cem.key --out p cem.pem")), 5);
        requireThreeLines(
                Run.of(words("pki export --format pkcs12 --key words --password-file password --out p cem.pem")), 5);
        requireThreeLines(
                Run.of(words("pki export --format pkcs12 --key pki/root.key --password-env SECRET --out p cem.pem")),
                5);
    }

    @Test
    void aPasswordThatJavaRefusesIsExitFive() throws IOException {
        Files.writeString(folder.resolve("umlaut"), "öffne dich\n");
        requireThreeLines(
                Run.of(words("pki export --format pkcs12 --key cem.key --password-file umlaut --out p cem.pem")), 5);
    }

    @Test
    void anAuthorityWithTheKeyOfAnotherIsExitFive() throws IOException {
        Path mixed = Run.authority(folder.resolve("mixed"));
        Files.copy(mixed.resolve("root.key"), mixed.resolve("device-ca.key"), StandardCopyOption.REPLACE_EXISTING);
        requireThreeLines(
                Run.of(words("pki issue device --dir mixed --eui " + EUI + " --use signing --out mixed-cem")), 5);
    }

    @Test
    void anAuthorityThatHasEndedIssuesNothing() {
        String late = " --clock 2090-01-01T00:00:00Z --i-know-these-keys-are-public --out late";
        for (String command : List.of(
                "pki issue organisation --dir pki --role 08 --eui " + EUI + " --use signing" + late,
                "pki bulk --dir pki --first " + EUI + " --count 2" + late)) {
            Run run = Run.of(words(command));
            requireThreeLines(run, 3);
            assertThat(run.err()).contains("the authority ended on");
        }
        assertThat(folder.resolve("late.partial")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59Z",
                "9999-12-31T23:59:59Z",
                "1900-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z"
            })
    void aClockThatCertificatesCannotShowIsWrongUsage(String clock) {
        requireThreeLines(Run.of(words("pki init clock --i-know-these-keys-are-public --clock=" + clock)), 2);
        assertThat(folder.resolve("clock")).doesNotExist();
    }

    @Test
    void anOutputThatCannotBeWrittenIsExitSix() {
        requireThreeLines(
                Run.of(words("pki issue device --dir pki --eui " + EUI + " --use signing --out absent/cem")), 6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pki",
                "pki nonsense",
                "nonsense",
                "pki inspect --jsno cem.pem",
                "pki issue device --dir pki --eui 00DB --use signing --out w",
                "pki issue device --dir pki --eui 00DB1234567890A0 --use xml --out w",
                "pki issue organisation --dir pki --role 99 --eui 00DB1234567890A0 --use xml --out w",
                "pki issue device --dir pki --eui 00DB1234567890A0 --use signing --days 0 --out w",
                "pki issue device --dir pki --eui 00DB1234567890A0 --use signing --out w/",
                "pki bulk --dir pki --first 00DB1234567890A0 --count 0 --out w",
                "pki bulk --dir pki --first 00DB1234567890A0 --count many --out w",
                "pki crl --dir pki --days 40000",
                "pki init w --crl-days 0",
                "pki verify --dir pki --at yesterday cem.pem"
            })
    void nonsenseIsWrongUsage(String command) {
        requireThreeLines(
                Run.of((Object[]) command.replace("w/", folder + "/")
                        .replace("--dir pki", "--dir " + folder.resolve("pki"))
                        .split(" ")),
                2);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void helpIsAManualWithExamples(String command) {
        Run help = Run.of(words(command + " --help"));
        assertThat(help.exit()).isZero();
        assertThat(help.out())
                .contains("Usage: route2b pki")
                .contains("Examples:")
                .contains("Exit codes:");
        assertThat(help.err()).isEmpty();
    }

    static Stream<Arguments> everyCommand() {
        return COMMANDS.stream()
                .map(command -> command.startsWith("pki issue") ? firstWords(command, 3) : firstWords(command, 2))
                .distinct()
                .map(Arguments::of);
    }

    private static String firstWords(String command, int count) {
        return String.join(" ", Arrays.asList(command.split(" ")).subList(0, count));
    }

    private static boolean positional(List<String> words, int index) {
        return index == words.size() - 1
                && !words.get(index - 1).startsWith("--")
                && words.size() > 2
                && !words.get(index).equals("FILE");
    }

    private static void requireThreeLines(Run run, int exit) {
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(run.err().lines()).as(run.err()).hasSize(3);
        assertThat(run.err()).startsWith("error: ").contains("\n  why: ").contains("\n  try: ");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
    }

    /** Words of a command, file names made absolute. */
    private static Object[] words(String command) {
        List<String> options = List.of("--dir", "--out", "--key", "--password-file");
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        for (int index = 0; index < words.size(); index++) {
            boolean value = index > 0 && options.contains(words.get(index - 1));
            boolean last = index == words.size() - 1
                    && index > 1
                    && !words.get(index - 1).startsWith("--");
            boolean shell =
                    words.get(1).equals("completion") || words.get(index).startsWith("--");
            if ((value || last) && !shell && !(words.get(1).equals("issue") && index == 2)) {
                words.set(index, folder.resolve(words.get(index)).toString());
            }
        }
        return words.toArray();
    }
}
