package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;

/** A folder is made whole or not at all, and a second time changes nothing. */
class InitTest {
    @TempDir
    Path folder;

    @Test
    void aSecondRunChangesNothingAndSaysSo() throws IOException {
        Path authority = Run.authority(folder.resolve("my pki"));
        Map<String, String> before = octets(authority);
        Run again = Run.of("pki", "init", authority);
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("nothing changed");
        assertThat(octets(authority)).isEqualTo(before);
    }

    @Test
    void keysAreTheOwnersAlone() throws IOException {
        Path authority = Run.authority(folder.resolve("pki"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(authority)))
                .isEqualTo("rwx------");
        for (String key : List.of("root.key", "organisation-ca.key", "device-ca.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(authority.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatWasLeftHalfDoneIsMadeWhole() throws IOException {
        Path authority = Run.authority(folder.resolve("pki"));
        Files.delete(authority.resolve("authority.json"));
        Files.delete(authority.resolve("device-ca.key"));
        Files.writeString(authority.resolve("unfinished-init"), "\n");
        assertThat(Run.of(
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
                                folder.resolve("cem"))
                        .exit())
                .isEqualTo(3);
        assertThat(Run.of("pki", "init", authority).exit()).isZero();
        assertThat(authority.resolve("unfinished-init")).doesNotExist();
        assertThat(Run.of("pki", "lint", "--dir", authority, authority.resolve("trust.pem"))
                        .exit())
                .isZero();
    }

    @Test
    void everythingItMakesIsClean() {
        Path authority = Run.authority(folder.resolve("pki"));
        List<Object> words = new ArrayList<>(List.of("pki", "lint"));
        for (String file : List.of("root.pem", "organisation-ca.pem", "device-ca.pem", "trust.pem")) {
            words.add(authority.resolve(file));
        }
        for (String file : List.of("root.crl", "organisation-ca.crl", "device-ca.crl")) {
            words.add(authority.resolve(file));
        }
        Run lint = Run.of(words.toArray());
        assertThat(lint.exit()).as(lint.out()).isZero();
    }

    @Test
    void javaTrustsTheTrustStoreWithoutAPassword() throws Exception {
        Path authority = Run.authority(folder.resolve("pki"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(authority.resolve("trust.p12"))), null);
        assertThat(Collections.list(store.aliases())).hasSize(3).allMatch(alias -> {
            try {
                return store.isCertificateEntry(alias);
            } catch (java.security.KeyStoreException never) {
                throw new IllegalStateException(never);
            }
        });
    }

    @Test
    void jsonIsTheOnlyThingOnStandardOutput() {
        Run run = Run.of("pki", "init", "--json", folder.resolve("pki"));
        assertThat(run.out())
                .startsWith("{")
                .contains("\"schema\" : \"route2b-pki-init/1\"")
                .endsWith("}\n");
        assertThat(run.err()).isEmpty();
    }

    private static Map<String, String> octets(Path authority) throws IOException {
        Map<String, String> octets = new TreeMap<>();
        try (Stream<Path> files = Files.list(authority)) {
            for (Path file : files.toList()) {
                octets.put(file.toString(), Octets.of(Files.readAllBytes(file)).hex());
            }
        }
        return octets;
    }
}
