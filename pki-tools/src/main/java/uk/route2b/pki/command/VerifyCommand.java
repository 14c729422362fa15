package uk.route2b.pki.command;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.inspect.CertificateSummary;
import uk.route2b.pki.issue.ProfileLint;
import uk.route2b.pki.lint.Finding;
import uk.route2b.pki.verify.Expectation;
import uk.route2b.pki.verify.Verdict;
import uk.route2b.pki.verify.Verifier;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.CertificatePath;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.RevocationLists;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** {@code pki verify}. */
@Command(
        name = "verify",
        description = {
            "Says whether the first certificate in each FILE leads to the root of DIR, is inside its dates, is not"
                    + " revoked, keeps its profile and is what one expects. Ends with 1 if any is not.",
            "With --json it writes an array of {file, verified, reason, detail, entity, role, use}; the reasons are"
                    + " stable words."
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki verify --dir test-pki cem.pem dsrsp.pem",
            "  route2b pki verify --dir test-pki --role 08 --use signing --at 2030-01-01T00:00:00Z dsrsp.pem"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private FolderOption folder;

    @Option(names = "--at", paramLabel = "TIME", description = "Judge for this time, as in 2026-11-23T12:00:00Z.")
    private @Nullable Instant at;

    @Option(names = "--kind", paramLabel = "KIND", description = "Expect this: DEVICE or ORGANISATION.")
    private @Nullable CertificateKind kind;

    @Option(names = "--eui", paramLabel = "EUI", description = "Expect this entity identifier.")
    private @Nullable EntityIdentifier entity;

    @Option(names = "--role", paramLabel = "ROLE", description = "Expect this remote party role.")
    private @Nullable RemotePartyRole role;

    @Option(names = "--use", paramLabel = "USE", description = "Expect this use: ${COMPLETION-CANDIDATES}.")
    private @Nullable DeviceUse use;

    @Option(names = "--json", description = "Answer as a JSON array.")
    private boolean json;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Certificates, PEM or DER, the one to verify first; - is standard input.")
    private List<String> files;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private static final String SCHEMA = "route2b-pki-verify/1";

    private record Answer(
            String schema,
            String file,
            boolean verified,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable String entity,
            @Nullable String role,
            @Nullable String use) {}

    @Override
    public Integer call() {
        Verifier verifier = verifier();
        Expectation expectation = new Expectation(
                Optional.ofNullable(kind),
                Optional.ofNullable(entity),
                Optional.ofNullable(role),
                Optional.ofNullable(use).map(DeviceUse::keyUse));
        Instant now = at == null ? surroundings.clock().instant() : at;
        List<Answer> answers = files.stream()
                .map(file -> judge(verifier, file, expectation, now))
                .toList();
        say(answers);
        boolean all = answers.stream().allMatch(Answer::verified);
        return (all ? ExitCode.DONE : ExitCode.FINDING).number();
    }

    private Answer judge(Verifier verifier, String file, Expectation expectation, Instant now) {
        List<X509Certificate> chain = Certificates.all(file, surroundings.console());
        Verdict verdict = verifier.judge(chain, expectation, now);
        CertificateSummary summary = CertificateSummary.of(chain.get(0));
        return new Answer(
                SCHEMA,
                file,
                verdict.verified(),
                verdict.refusal().map(CertificateRefusal::code).orElse(null),
                detail(verdict),
                summary.entity(),
                summary.role(),
                summary.use());
    }

    private static @Nullable String detail(Verdict verdict) {
        Optional<Finding> finding = verdict.findings().stream().findFirst();
        return finding.map(found -> found.rule() + ": " + found.text())
                .or(() -> verdict.refusal().map(CertificateRefusal::meaning))
                .orElse(null);
    }

    private Verifier verifier() {
        AuthorityFolder opened = folder.open();
        List<X509Certificate> authorities =
                Arrays.stream(Member.values()).map(opened::certificate).toList();
        RevocationLists lists = RevocationLists.of(
                Arrays.stream(Member.values()).map(opened::revocationList).toList());
        // The root alone is trusted, so that the list of authorities counts as well.
        CertificatePath path = new CertificatePath(TrustAnchors.of(authorities.subList(0, 1)));
        return new Verifier(path, authorities, lists, ProfileLint.of(Set.of(), authorities));
    }

    private void say(List<Answer> answers) {
        if (json) {
            JsonOutput.write(surroundings.console().out(), answers);
            return;
        }
        for (Answer answer : answers) {
            String line = answer.verified() ? "verified" : "refused, " + answer.reason() + ": " + answer.detail();
            surroundings.console().out().println(answer.file() + ": " + line);
        }
    }
}
