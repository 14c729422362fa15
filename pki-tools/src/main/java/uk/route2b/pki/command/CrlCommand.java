package uk.route2b.pki.command;

import java.security.cert.X509CRL;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.authority.RevocationLists;
import uk.route2b.pki.issue.RevocationList;

/** {@code pki crl}. */
@Command(
        name = "crl",
        description = {
            "Publishes all revocation lists of DIR again: next number, new dates, the same revocations.",
            "A list lasts as many days as pki init was told, unless --days says otherwise."
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki crl --dir test-pki",
            "  openssl verify -crl_check -CAfile test-pki/trust.pem -CRLfile test-pki/device-ca.crl cem.pem"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CrlCommand implements Callable<Integer> {
    private static final String SCHEMA = "route2b-pki-crl/1";

    private final Surroundings surroundings;

    @Mixin
    private FolderOption folder;

    @Option(names = "--days", paramLabel = "N", description = "Days until the next update.")
    private @Nullable Integer days;

    @Option(names = "--json", description = "Say what was done as JSON.")
    private boolean json;

    @Mixin
    private Determinism determinism;

    CrlCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private record Published(String file, String number, int revoked, String nextUpdate) {}

    private record Answer(String schema, List<Published> lists) {}

    @Override
    public Integer call() {
        AuthorityFolder opened = folder.open();
        int lasting = days == null ? opened.parameters().crlDays() : Bounds.days(days);
        RevocationLists lists =
                new RevocationLists(opened, determinism.clock(surroundings), determinism.random(surroundings, "crl"));
        List<Published> published = Arrays.stream(Member.values())
                .map(member -> published(member, lists.publish(member, lasting)))
                .toList();
        if (json) {
            JsonOutput.write(surroundings.console().out(), new Answer(SCHEMA, published));
        } else {
            published.forEach(this::say);
        }
        return ExitCode.DONE.number();
    }

    private Published published(Member member, X509CRL list) {
        RevocationList says = RevocationList.of(list);
        return new Published(
                member.revocationList(folder.path()).toString(),
                says.number().toString(),
                says.revocations().size(),
                list.getNextUpdate().toInstant().toString());
    }

    private void say(Published list) {
        surroundings
                .console()
                .out()
                .printf(
                        "%s: number %s, %d revoked, next update %s%n",
                        list.file(), list.number(), list.revoked(), list.nextUpdate());
    }
}
