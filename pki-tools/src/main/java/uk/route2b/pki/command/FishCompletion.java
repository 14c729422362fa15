package uk.route2b.pki.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion for fish, from the model of the commands.
 *
 * @param root the whole program
 */
record FishCompletion(CommandLine root) {
    String text() {
        StringBuilder script = new StringBuilder();
        add(script, root.getCommandSpec(), List.of());
        return script.toString();
    }

    private void add(StringBuilder script, CommandSpec spec, List<String> way) {
        String program = root.getCommandName();
        String condition = condition(spec, way);
        for (OptionSpec option : spec.options()) {
            script.append("complete -c ").append(program).append(condition).append(names(option));
            script.append(" -d '").append(quoted(first(option.description()))).append("'\n");
        }
        spec.subcommands().forEach((name, command) -> {
            script.append("complete -c ")
                    .append(program)
                    .append(" -f")
                    .append(condition)
                    .append(" -a ")
                    .append(name);
            String description = first(command.getCommandSpec().usageMessage().description());
            script.append(" -d '").append(quoted(description)).append("'\n");
            add(
                    script,
                    command.getCommandSpec(),
                    java.util.stream.Stream.concat(way.stream(), java.util.stream.Stream.of(name))
                            .toList());
        });
    }

    private static String condition(CommandSpec spec, List<String> way) {
        StringBuilder test = new StringBuilder();
        way.forEach(word -> test.append("; and __fish_seen_subcommand_from ").append(word));
        spec.subcommands()
                .keySet()
                .forEach(word ->
                        test.append("; and not __fish_seen_subcommand_from ").append(word));
        return test.isEmpty() ? "" : " -n '" + test.substring("; and ".length()) + "'";
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        return names + (option.arity().max() > 0 ? " -r" : "");
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0].replaceAll("\\$\\{[^}]*}", "").replace("%n", " ");
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
