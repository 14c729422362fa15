package uk.route2b.pki.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.route2b.commandline.ExitCode;

/** {@code pki completion}. */
@Command(
        name = "completion",
        description = "Writes a script that completes commands and options in a shell.",
        footer = {
            "%nExamples:%n",
            "  source <(route2b pki completion bash)",
            "  route2b pki completion fish > ~/.config/fish/completions/route2b.fish"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    /** The shells. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandLine root = command.root().commandLine();
        String name = command.root().name();
        // The script for bash also loads itself into zsh.
        String script = shell == Shell.FISH ? new FishCompletion(root).text() : AutoComplete.bash(name, root);
        surroundings.console().out().print(script);
        surroundings.console().out().flush();
        return ExitCode.DONE.number();
    }
}
