package uk.route2b.pki.command;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.authority.RevocationLists;
import uk.route2b.pki.issue.RevocationList;
import uk.route2b.pki.issue.RevocationReason;

/** {@code pki revoke}. */
@Command(
        name = "revoke",
        description = {
            "Revokes the first certificate in FILE and publishes its issuer's list under the next number, in one step.",
            "A certificate that was revoked before stays as it is."
        },
        footer = {"%nExamples:%n", "  route2b pki revoke --dir test-pki --reason key_compromise cem.pem"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RevokeCommand implements Callable<Integer> {
    private static final String SCHEMA = "route2b-pki-revoke/1";

    private final Surroundings surroundings;

    @Mixin
    private FolderOption folder;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            defaultValue = "UNSPECIFIED",
            description = "Why: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private RevocationReason reason;

    @Option(names = "--json", description = "Say what was done as JSON.")
    private boolean json;

    @Mixin
    private Determinism determinism;

    @Parameters(paramLabel = "FILE", description = "The certificate, PEM or DER; - is standard input.")
    private String file;

    RevokeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private record Answer(
            String schema, String file, String serial, boolean changed, String list, String number, int revoked) {}

    @Override
    public Integer call() {
        X509Certificate certificate = Certificates.first(file, surroundings.console());
        AuthorityFolder opened = folder.open();
        RevocationLists lists = new RevocationLists(
                opened, determinism.clock(surroundings), determinism.random(surroundings, "revoke"));
        Member member = lists.issuer(certificate).orElseThrow(this::foreign);
        Optional<X509CRL> published =
                lists.revoke(member, certificate, reason, opened.parameters().crlDays());
        RevocationList list = RevocationList.of(published.orElseGet(() -> opened.revocationList(member)));
        say(new Answer(
                SCHEMA,
                file,
                certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
                published.isPresent(),
                member.revocationList(folder.path()).toString(),
                list.number().toString(),
                list.revocations().size()));
        return ExitCode.DONE.number();
    }

    private CommandFailure foreign() {
        return new CommandFailure(
                ExitCode.INPUT,
                file,
                "no authority of " + folder.path() + " issued it",
                "name the folder of the authority that did");
    }

    private void say(Answer answer) {
        if (json) {
            JsonOutput.write(surroundings.console().out(), answer);
            return;
        }
        String done = answer.changed() ? "revoked" : "nothing changed, it was revoked before";
        surroundings
                .console()
                .out()
                .printf(
                        "%s: %s; %s is number %s with %d revoked%n",
                        answer.file(), done, answer.list(), answer.number(), answer.revoked());
    }
}
