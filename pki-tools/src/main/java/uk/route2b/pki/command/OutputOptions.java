package uk.route2b.pki.command;

import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;

/** Where to write what is issued. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class OutputOptions {
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

    IssuedFiles files(Console console) {
        if (prefix.isEmpty() || prefix.endsWith("/")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--out " + prefix, "it ends without a name for the files", "add a name, as in cem");
        }
        return new IssuedFiles(prefix, force, json, console);
    }
}
