package uk.route2b.pki.command;

import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A page for man, in the language of troff.
 *
 * @param spec the model of the command
 */
record ManualPage(CommandSpec spec) {
    /** Words of the command with hyphens between them. */
    String name() {
        return spec.qualifiedName("-");
    }

    String text() {
        Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
        StringBuilder page = new StringBuilder();
        page.append(".TH ").append(name().toUpperCase(Locale.ROOT)).append(" 1\n");
        page.append(".SH NAME\n").append(escaped(name())).append(" \\- ");
        page.append(escaped(firstSentence())).append('\n');
        section(page, "SYNOPSIS", help.synopsis(0));
        section(page, "DESCRIPTION", help.description());
        parameters(page);
        options(page);
        commands(page);
        exitStatus(page);
        section(page, "EXAMPLES", help.footer().replaceFirst("(?s)^\\s*Examples:\\s*", ""));
        return page.toString();
    }

    private String firstSentence() {
        String text = String.join(" ", spec.usageMessage().description());
        return text.replaceFirst("(?s)[.:] .*$|\\.$", "");
    }

    private void parameters(StringBuilder page) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            page.append(page.indexOf(".SH ARGUMENTS") < 0 ? ".SH ARGUMENTS\n" : "");
            entry(page, parameter.paramLabel(), String.join(" ", parameter.description()));
        }
    }

    private void options(StringBuilder page) {
        page.append(".SH OPTIONS\n");
        for (OptionSpec option : spec.options()) {
            String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
            entry(page, String.join(", ", option.names()) + label, String.join(" ", option.description()));
        }
    }

    private void commands(StringBuilder page) {
        spec.subcommands().forEach((name, command) -> {
            page.append(page.indexOf(".SH COMMANDS") < 0 ? ".SH COMMANDS\n" : "");
            entry(
                    page,
                    name,
                    String.join(" ", command.getCommandSpec().usageMessage().description()));
        });
    }

    private void exitStatus(StringBuilder page) {
        page.append(".SH EXIT STATUS\n");
        spec.usageMessage().exitCodeList().forEach((code, meaning) -> entry(page, code.strip(), meaning));
    }

    private static void entry(StringBuilder page, String term, String text) {
        page.append(".TP\n.B ")
                .append(escaped(term))
                .append('\n')
                .append(escaped(text))
                .append('\n');
    }

    private static void section(StringBuilder page, String title, String text) {
        page.append(".SH ")
                .append(title)
                .append("\n.nf\n")
                .append(escaped(text.stripTrailing()))
                .append("\n.fi\n");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replaceAll("(?m)^([.'])", "\\\\&$1")
                .replaceAll("\\$\\{[^}]*}", "");
    }
}
