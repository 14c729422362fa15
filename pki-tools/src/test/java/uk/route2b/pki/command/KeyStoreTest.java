package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Key stores of Java are looked into and taken apart; the old form, JKS, is never written. */
class KeyStoreTest {
    private static final char[] PASSWORD = "open sesame".toCharArray();

    @TempDir
    static Path folder;

    @BeforeAll
    static void store() throws Exception {
        Path authority = Run.authority(folder.resolve("pki"));
        issue(authority, "device", "cem");
        issue(authority, "device", "cem-2");
        Files.writeString(file("secret"), "open sesame\n");
        Files.writeString(file("wrong"), "close sesame\n");
        store("old.jks", "JKS", "cem");
        store("two.jks", "JKS", "cem", "cem-2");
        store("cem.p12", "PKCS12", "cem");
        KeyStore trust = KeyStore.getInstance("JKS");
        trust.load(null, null);
        trust.setCertificateEntry("anchor", chain("pki/root")[0]);
        write("trust.jks", trust);
    }

    @Test
    void inspectShowsWhatIsInAnOldKeyStore() {
        JsonNode answer = json(done("inspect", "--json", "--password-file", file("secret"), file("two.jks")));
        assertThat(answer.get("form").asString()).isEqualTo("JKS");
        assertThat(answer.get("entries").asInt()).isEqualTo(2);
        assertThat(answer.get("password").asString()).isEqualTo("fits");
        JsonNode entry = answer.get("further").get(0);
        assertThat(entry.get("alias").asString()).isEqualTo("cem");
        assertThat(entry.get("holdsKey").asBoolean()).isTrue();
        assertThat(entry.get("entity").asString()).isEqualTo("00-DB-12-34-56-78-90-A0");
        assertThat(entry.get("curve").asString()).isEqualTo("P-256");
    }

    @Test
    void withoutAPasswordAnOldKeyStoreShowsItsCertificatesAndSaysWhatWasNotLookedAt() {
        JsonNode answer = json(done("inspect", "--json", file("old.jks")));
        assertThat(answer.get("password").asString()).startsWith("not given");
        assertThat(answer.get("further").get(0).get("kind").asString()).isEqualTo("device");
    }

    @Test
    void thePasswordMayComeFromTheEnvironment() {
        assertThat(done("inspect", "--password-env", "SECRET", file("cem.p12")).out())
                .contains("PKCS12")
                .contains("fits")
                .contains("00-DB-12-34-56-78-90-A0");
    }

    @Test
    void keyAndChainComeOutOfAKeyStoreAsTheyWentIn() throws Exception {
        for (String store : new String[] {"old.jks", "cem.p12"}) {
            Path key = file(store + ".key");
            Path chain = file(store + ".pem");
            done("export", "--format", "pkcs8", "--key-password-file", file("secret"), "--out", key, file(store));
            done("export", "--format", "pem", "--password-file", file("secret"), "--out", chain, file(store));
            assertThat(key).hasSameTextualContentAs(file("cem.key"));
            assertThat(chain).hasSameTextualContentAs(file("cem.pem"));
        }
    }

    @Test
    void anOldKeyStoreBecomesANewOneUnderTheSamePassword() throws Exception {
        done(
                "export",
                "--format",
                "pkcs12",
                "--password-file",
                file("secret"),
                "--out",
                file("n.p12"),
                file("old.jks"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(Files.newInputStream(file("n.p12")), PASSWORD);
        assertThat(store.getCertificateChain("route2b")).isEqualTo(chain("cem"));
    }

    @Test
    void anAnchorInAnOldTrustStoreNeedsNoPassword() {
        done("export", "--format", "pem", "--out", file("anchor.pem"), file("trust.jks"));
        assertThat(file("anchor.pem")).hasSameTextualContentAs(file("pki/root.pem"));
    }

    @Test
    void whichOfSeveralKeysIsMeantHasToBeSaid() {
        Object[] words = {"export", "--format", "pem", "--out", file("one.pem"), file("two.jks")};
        requireRefused(2, "cem, cem-2", words);
        Object[] named = {"export", "--format", "pem", "--alias", "cem-2", "--out", file("2.pem"), file("two.jks")};
        done(named);
        assertThat(file("2.pem")).hasSameTextualContentAs(file("cem-2.pem"));
    }

    @Test
    void aWrongPasswordIsExitFiveAndADamagedStoreExitThree() throws Exception {
        for (String store : new String[] {"old.jks", "cem.p12"}) {
            requireRefused(5, "password", "inspect", "--password-file", file("wrong"), file(store));
        }
        byte[] whole = Files.readAllBytes(file("old.jks"));
        Files.write(file("half.jks"), java.util.Arrays.copyOf(whole, whole.length / 2));
        requireRefused(3, "cannot be read", "inspect", "--password-file", file("secret"), file("half.jks"));
        requireRefused(5, "without its password", "export", "--format", "pem", "--out", file("x"), file("cem.p12"));
        requireRefused(2, "--key-password-file", "export", "--format", "pkcs8", "--out", file("x"), file("old.jks"));
    }

    @Test
    void noFlippedOctetOfAKeyStoreIsABug() throws Exception {
        byte[] good = Files.readAllBytes(file("old.jks"));
        for (int index = 0; index < good.length; index += 7) {
            byte[] flipped = good.clone();
            flipped[index] ^= 0x21;
            Run run = Run.with(flipped, "pki", "inspect", "--password-env", "SECRET", "-");
            assertThat(run.exit()).as("octet %d: %s", index, run.err()).isIn(0, 3, 5);
        }
    }

    @Test
    void otherCommandsSayHowToTakeCertificatesOut() {
        requireRefused(3, "export --format pem", "fingerprint", file("old.jks"));
    }

    private static void issue(Path authority, String kind, String name) {
        done(
                "issue",
                kind,
                "--dir",
                authority,
                "--eui",
                "00-DB-12-34-56-78-90-A0",
                "--use",
                "signing",
                "--out",
                file(name));
    }

    private static void store(String name, String form, String... aliases)
            throws IOException, GeneralSecurityException, MalformedException {
        KeyStore store = KeyStore.getInstance(form);
        store.load(null, null);
        for (String alias : aliases) {
            Octets key = Octets.of(Files.readAllBytes(file(alias + ".key")));
            store.setKeyEntry(alias, KeyFiles.privateKey(key, Optional.empty()), PASSWORD, chain(alias));
        }
        write(name, store);
    }

    private static void write(String name, KeyStore store) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        Files.write(file(name), out.toByteArray());
    }

    private static Certificate[] chain(String name) throws IOException, MalformedException {
        return KeyFiles.certificates(Octets.of(Files.readAllBytes(file(name + ".pem"))))
                .toArray(new Certificate[0]);
    }

    private static void requireRefused(int exit, String why, Object... words) {
        Run run = pki(words);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).contains(why).hasLineCount(3);
    }

    private static Run done(Object... words) {
        Run run = pki(words);
        assertThat(run.exit()).as(run.err()).isZero();
        return run;
    }

    private static Run pki(Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = "pki";
        System.arraycopy(words, 0, all, 1, words.length);
        return Run.of(all);
    }

    private static JsonNode json(Run run) {
        return new JsonMapper().readTree(run.out()).get(0);
    }

    private static Path file(String name) {
        return folder.resolve(name);
    }
}
