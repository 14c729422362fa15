package uk.route2b.pki.command;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.issue.ProfileLint;
import uk.route2b.pki.lint.Finding;
import uk.route2b.pki.lint.Lint;
import uk.route2b.pki.lint.Rule;

/** {@code pki lint}. */
@Command(
        name = "lint",
        description = {
            "Says where certificates and revocation lists leave their profile, by rules with stable identifiers. Ends"
                    + " with 1 if there is any finding. Dates are not held against today: verify does that.",
            "Authorities among the FILEs are taken as issuers of the others.",
            "With --json it writes an array of {file, clean, findings: [{certificate, rule, level, text}]}."
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki lint cem.pem dsrsp.pem",
            "  route2b pki lint --dir test-pki test-pki/device-ca.crl",
            "  route2b pki lint --rules"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LintCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--dir", paramLabel = "DIR", description = "Take the authorities of this folder as issuers too.")
    private java.nio.file.@Nullable Path folder;

    @Option(names = "--policy", paramLabel = "OID", description = "A certificate policy that is right as well.")
    private List<String> policies = new ArrayList<>();

    @Option(names = "--rules", description = "Say what the rules are, and end.")
    private boolean rules;

    @Option(names = "--json", description = "Answer as a JSON array.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "PEM or DER; - is standard input.")
    private List<String> files = new ArrayList<>();

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec command;

    LintCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private record Found(int certificate, Rule rule, String level, String text) {
        static Found of(int index, Finding finding) {
            String level = finding.level().name().toLowerCase(java.util.Locale.ROOT);
            return new Found(index, finding.rule(), level, finding.text());
        }
    }

    private static final String SCHEMA = "route2b-pki-lint/1";

    private record Answer(String schema, String file, boolean clean, List<Found> findings) {}

    @Override
    public Integer call() {
        if (rules) {
            Arrays.stream(Rule.values())
                    .forEach(rule -> surroundings.console().out().println(rule + "  " + rule.meaning()));
            return ExitCode.DONE.number();
        }
        if (files.isEmpty()) {
            throw new picocli.CommandLine.ParameterException(
                    command.commandLine(), "Missing required parameter: 'FILE'");
        }
        List<LintedFile> read = files.stream()
                .map(file -> LintedFile.read(file, surroundings.console()))
                .toList();
        List<Answer> answers = answers(read);
        say(answers);
        boolean clean = answers.stream().allMatch(Answer::clean);
        return (clean ? ExitCode.DONE : ExitCode.FINDING).number();
    }

    private List<Answer> answers(List<LintedFile> read) {
        Lint lint = ProfileLint.of(Set.copyOf(policies), issuers(read));
        List<X509Certificate> subjects =
                read.stream().flatMap(file -> file.certificates().stream()).toList();
        Map<X509Certificate, Finding> together = Lint.together(subjects);
        return read.stream().map(file -> answer(lint, together, file)).toList();
    }

    private Set<X509Certificate> issuers(List<LintedFile> read) {
        Set<X509Certificate> issuers = new LinkedHashSet<>();
        read.forEach(file -> issuers.addAll(file.certificates()));
        issuers.removeIf(certificate -> certificate.getBasicConstraints() < 0);
        if (folder != null) {
            AuthorityFolder opened = AuthorityFolder.open(folder);
            Arrays.stream(Member.values()).map(opened::certificate).forEach(issuers::add);
        }
        return issuers;
    }

    private static Answer answer(Lint lint, Map<X509Certificate, Finding> together, LintedFile file) {
        List<Found> found = new ArrayList<>();
        for (int index = 0; index < file.certificates().size(); index++) {
            X509Certificate certificate = file.certificates().get(index);
            for (Finding finding : lint.certificate(certificate)) {
                found.add(Found.of(index + 1, finding));
            }
            if (together.containsKey(certificate)) {
                found.add(Found.of(index + 1, together.get(certificate)));
            }
        }
        for (X509CRL list : file.lists()) {
            lint.revocationList(list).forEach(finding -> found.add(Found.of(0, finding)));
        }
        return new Answer(SCHEMA, file.name(), found.isEmpty(), found);
    }

    private void say(List<Answer> answers) {
        if (json) {
            JsonOutput.write(surroundings.console().out(), answers);
            return;
        }
        for (Answer answer : answers) {
            if (answer.clean()) {
                surroundings.console().out().println(answer.file() + ": clean");
            }
            for (Found found : answer.findings()) {
                String which = found.certificate() > 1 ? " (certificate " + found.certificate() + ")" : "";
                surroundings
                        .console()
                        .out()
                        .printf(
                                "%s%s: %s %s: %s; rule: %s%n",
                                answer.file(),
                                which,
                                found.level(),
                                found.rule(),
                                found.text(),
                                found.rule().meaning());
            }
        }
    }
}
