package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;

/** Fixtures that come out the same in every run, and only for those who know what that means. */
class DeterminismTest {
    private static final Object[] SEEDED = {
        "--seed", "fixture 1", "--clock", "2026-01-01T00:00:00Z", "--i-know-these-keys-are-public"
    };

    @TempDir
    Path folder;

    @Test
    void theSameSeedAndClockMakeTheSameOctets() throws IOException {
        assertThat(fixtures("one")).hasSize(15 + 2 * 30).isEqualTo(fixtures("two"));
    }

    /** Frozen, so that another release or platform that makes other octets is noticed. */
    @Test
    void theRootOfThisSeedIsKnown() throws IOException {
        assertThat(fixtures("one").get("pki/root.pem"))
                .isEqualTo("139A2A54952C0F4E9094A012B0ECC0E039AA6851996B2C52389EB96BA0556CD6");
    }

    @Test
    void withoutTheConfessionItIsRefused() {
        Run run = Run.of("pki", "init", folder.resolve("pki"), "--seed", "fixture 1");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--i-know-these-keys-are-public");
        assertThat(folder.resolve("pki")).doesNotExist();
    }

    @Test
    void otherOptionsTheSecondTimeAreRefused() {
        Path authority = Run.authority(folder.resolve("pki"));
        Run run = Run.of(words("pki", "init", authority, SEEDED));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(Run.of("pki", "init", authority, "--crl-days", 31).exit()).isEqualTo(4);
        assertThat(Run.of("pki", "init", authority).exit()).isZero();
    }

    private Map<String, String> fixtures(String name) throws IOException {
        Path here = folder.resolve(name);
        Path authority = here.resolve("pki");
        requireDone(Run.of(words("pki", "init", authority, SEEDED)));
        requireDone(Run.of(words(
                "pki",
                "issue",
                "device",
                "--dir",
                authority,
                "--eui",
                "00DB1234567890A0",
                "--use",
                "signing",
                "--out",
                here.resolve("cem"),
                SEEDED)));
        requireDone(Run.of(words(
                "pki",
                "bulk",
                "--dir",
                authority,
                "--first",
                "00DB123400000000",
                "--count",
                30,
                "--out",
                here.resolve("fleet"),
                SEEDED)));
        return digests(here);
    }

    private static Map<String, String> digests(Path here) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(here)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("manifest.jsonl")) {
                    digests.put(
                            here.relativize(file).toString(),
                            Octets.of(Files.readAllBytes(file)).sha256().hex());
                }
            }
        }
        return digests;
    }

    private static void requireDone(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private static Object[] words(Object... words) {
        return Stream.of(words)
                .flatMap(word -> word instanceof Object[] several ? Stream.of(several) : Stream.of(word))
                .toArray();
    }
}
