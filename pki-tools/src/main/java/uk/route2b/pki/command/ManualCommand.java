package uk.route2b.pki.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Protection;

/** {@code pki man}. */
@Command(
        name = "man",
        description = "Writes manual pages, one for each command, from the same model as the help.",
        footer = {"%nExamples:%n", "  route2b pki man --out man1", "  man man1/route2b-pki-issue-device.1"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ManualCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec command;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "The folder to write to.")
    private Path folder;

    @Option(names = "--force", description = "Replace what is there already.")
    private boolean force;

    ManualCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        AtomicFiles.makeFolder(folder, Protection.PUBLIC);
        write(command.root());
        return ExitCode.DONE.number();
    }

    private void write(CommandSpec spec) {
        ManualPage page = new ManualPage(spec);
        Path file = folder.resolve(page.name() + ".1");
        new AtomicFiles(force).write(file, page.text().getBytes(StandardCharsets.UTF_8), Protection.PUBLIC);
        surroundings.console().out().println(file);
        spec.subcommands().values().forEach(below -> write(below.getCommandSpec()));
    }
}
