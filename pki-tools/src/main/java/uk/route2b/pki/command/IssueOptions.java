package uk.route2b.pki.command;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.issue.Authority;
import uk.route2b.protocol.identity.EntityIdentifier;

/** What every {@code pki issue} takes. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueOptions {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The folder that pki init made.")
    private Path folder;

    @Option(
            names = "--eui",
            required = true,
            paramLabel = "EUI",
            description = "The entity identifier, as in 90-B3-D5-1F-30-01-00-08.")
    private EntityIdentifier entity;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PREFIX",
            description = "Write PREFIX.pem, the certificate and its issuer, and PREFIX.key, the private key.")
    private String prefix;

    @Option(names = "--force", description = "Replace what is there already.")
    private boolean force;

    @Option(names = "--json", description = "Say what was made as JSON.")
    private boolean json;

    @Mixin
    private Determinism determinism;

    EntityIdentifier entity() {
        return entity;
    }

    Determinism determinism() {
        return determinism;
    }

    /** The authority that issues. */
    Authority authority(Member member, Surroundings surroundings, String purpose) {
        return AuthorityFolder.open(folder)
                .authority(
                        member,
                        determinism.clock(surroundings),
                        determinism.random(surroundings, purpose + " " + entity));
    }

    IssuedFiles files(Surroundings surroundings) {
        return new IssuedFiles(prefix, force, json, surroundings.console());
    }
}
