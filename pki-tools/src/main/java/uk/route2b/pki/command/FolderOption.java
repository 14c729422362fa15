package uk.route2b.pki.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import uk.route2b.pki.authority.AuthorityFolder;

/** The folder of the authority. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FolderOption {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The folder that pki init made.")
    private Path folder;

    Path path() {
        return folder;
    }

    AuthorityFolder open() {
        return AuthorityFolder.open(folder);
    }
}
