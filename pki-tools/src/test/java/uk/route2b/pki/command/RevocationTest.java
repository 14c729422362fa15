package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.issue.Outside;

/** Revoking and publishing are one rename. */
class RevocationTest {
    private static final String EUI = "00-DB-12-34-56-78-90-A0";

    @TempDir
    Path folder;

    private Path authority = Path.of("");

    @BeforeEach
    void issue() {
        authority = Run.authority(folder.resolve("my pki"));
        Run issued = Run.of(
                "pki",
                "issue",
                "device",
                "--dir",
                authority,
                "--eui",
                EUI,
                "--use",
                "signing",
                "--out",
                folder.resolve("cem"));
        assertThat(issued.exit()).as(issued.err()).isZero();
    }

    @Test
    void theNumberRisesAndVerifyRefuses() {
        assertThat(verify().exit()).isZero();
        Run revoked = Run.of("pki", "revoke", "--dir", authority, "--reason", "key_compromise", certificate());
        assertThat(revoked.exit()).as(revoked.err()).isZero();
        assertThat(revoked.out()).contains("number 2 with 1 revoked");
        assertThat(verify().exit()).isEqualTo(1);
        assertThat(verify().out()).contains("\"reason\" : \"revoked\"");
        assertThat(Run.of("pki", "crl", "--dir", authority).out()).contains("device-ca.crl: number 3, 1 revoked");
        assertThat(Run.of("pki", "lint", "--dir", authority, authority.resolve("device-ca.crl"))
                        .exit())
                .isZero();
    }

    @Test
    void aSecondTimeChangesNothing() throws Exception {
        Run.of("pki", "revoke", "--dir", authority, certificate());
        byte[] before = Files.readAllBytes(authority.resolve("device-ca.crl"));
        Run again = Run.of("pki", "revoke", "--dir", authority, certificate());
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("nothing changed");
        assertThat(Files.readAllBytes(authority.resolve("device-ca.crl"))).isEqualTo(before);
    }

    /** Whoever stops between the two steps of a write leaves a temporary file, and the list as it was. */
    @Test
    void whatACrashLeavesBehindIsTheOldListAndTheNextRunMakesTheNew() throws Exception {
        Files.write(authority.resolve(".device-ca.crl123.tmp"), new byte[] {0x30});
        Files.write(authority.resolve(".lock"), new byte[0]);
        assertThat(verify().exit()).isZero();
        assertThat(Run.of("pki", "revoke", "--dir", authority, certificate()).out())
                .contains("number 2");
        assertThat(verify().exit()).isEqualTo(1);
    }

    @Test
    void aListThatCannotBeWrittenLeavesTheOldOne() throws Exception {
        Path list = authority.resolve("device-ca.crl");
        byte[] before = Files.readAllBytes(list);
        Files.delete(authority.resolve("device-ca.key"));
        Run failed = Run.of("pki", "revoke", "--dir", authority, certificate());
        assertThat(failed.exit()).isEqualTo(3);
        assertThat(Files.readAllBytes(list)).isEqualTo(before);
    }

    @Test
    void anAuthorityIsRevokedByTheRoot() {
        Run revoked = Run.of("pki", "revoke", "--dir", authority, authority.resolve("device-ca.pem"));
        assertThat(revoked.out()).contains("root.crl is number 2");
        assertThat(verify().out()).contains("\"reason\" : \"revoked\"");
    }

    @Test
    void aListPastItsNextUpdateLeavesItOpen() {
        Run late = Run.at(
                Instant.parse("2027-01-01T00:00:00Z"),
                new byte[0],
                "pki",
                "verify",
                "--json",
                "--dir",
                authority,
                certificate());
        assertThat(late.exit()).isEqualTo(1);
        assertThat(late.out()).contains("revocation-unknown");
    }

    @Test
    void opensslRefusesTheRevokedOne() throws Exception {
        Object[] check = {
            "openssl",
            "verify",
            "-attime",
            Run.NOW.getEpochSecond(),
            "-crl_check",
            "-CAfile",
            authority.resolve("trust.pem"),
            "-CRLfile",
            authority.resolve("device-ca.crl"),
            "cem.pem"
        };
        Outside before = Outside.run(folder, check);
        assertThat(before.exit()).as(before.text()).isZero();
        Run.of("pki", "revoke", "--dir", authority, certificate());
        Run.of("pki", "crl", "--dir", authority);
        Outside after = Outside.run(folder, check);
        assertThat(after.exit()).isNotZero();
        assertThat(after.text()).contains("certificate revoked");
    }

    @Test
    void whatAnotherAuthorityIssuedIsNotOursToRevoke() {
        Path other = Run.authority(folder.resolve("other"));
        Run refused = Run.of("pki", "revoke", "--dir", other, certificate());
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("no authority of");
        assertThatThrownBy(() -> Run.authority(folder)).hasMessageContaining("not empty");
    }

    private Run verify() {
        return Run.of("pki", "verify", "--json", "--dir", authority, certificate());
    }

    private Path certificate() {
        return folder.resolve("cem.pem");
    }
}
