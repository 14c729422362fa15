package uk.route2b.pki.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.authority.FolderMaker;

/** {@code pki init}. */
@Command(
        name = "init",
        description = {
            "Makes a root, an authority for organisations and one for devices in DIR, with revocation lists,"
                    + " trust anchors and a README.",
            "A second run changes nothing and says so; other options than the first time are refused."
        },
        footer = {"%nExamples:%n", "  route2b pki init test-pki", "  route2b pki init \"$HOME/my pki\" --crl-days 7"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InitCommand implements Callable<Integer> {
    private static final String SCHEMA = "route2b-pki-init/1";

    private final Surroundings surroundings;

    @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
    private Path folder;

    @Option(
            names = "--crl-days",
            paramLabel = "N",
            defaultValue = "" + uk.route2b.pki.authority.Parameters.CRL_DAYS,
            description = "Days that a revocation list lasts, 1 to 3650; default ${DEFAULT-VALUE}.")
    private int crlDays;

    @Option(names = "--json", description = "Say what was made as JSON.")
    private boolean json;

    @Mixin
    private Determinism determinism;

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private record Answer(String schema, String folder, boolean changed, List<String> files) {}

    @Override
    public Integer call() {
        var wanted = new uk.route2b.pki.authority.Parameters(
                determinism.seed(), determinism.time(), Bounds.within("--crl-days", crlDays, 1, 3650));
        if (AuthorityFolder.finished(folder)) {
            requireSame(AuthorityFolder.open(folder).parameters(), wanted);
            return say(false, List.of());
        }
        FolderMaker maker = new FolderMaker(determinism.clock(surroundings), determinism.random(surroundings, "init"));
        return say(true, maker.make(folder, wanted));
    }

    private void requireSame(uk.route2b.pki.authority.Parameters made, uk.route2b.pki.authority.Parameters wanted) {
        if (!made.equals(wanted)) {
            throw new CommandFailure(
                    ExitCode.REFUSED_TO_OVERWRITE,
                    folder.toString(),
                    "an authority made with other options is there already",
                    "name another folder, or give the options of the first time");
        }
    }

    private int say(boolean changed, List<Path> files) {
        Answer answer = new Answer(
                SCHEMA,
                folder.toString(),
                changed,
                files.stream().map(Path::toString).toList());
        if (json) {
            JsonOutput.write(surroundings.console().out(), answer);
        } else if (changed) {
            answer.files().forEach(surroundings.console().out()::println);
        } else {
            surroundings.console().out().println(folder + ": nothing changed, the authority is there already");
        }
        return ExitCode.DONE.number();
    }
}
