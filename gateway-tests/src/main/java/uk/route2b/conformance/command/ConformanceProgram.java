package uk.route2b.conformance.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.route2b.commandline.Program;

/** The command {@code conformance}. */
@Command(
        name = "route2b conformance",
        description = {
            "Tries refusals and attacks on anybody's gateway, or anybody's CEM, and reports what passed, what failed,"
                    + " and what could not be tried with what was given.",
            "Only against what is yours to test: some cases flood.",
        },
        subcommands = {GatewayCommand.class, CemCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b conformance gateway gateway.example:8443 --identity lab/tester --html report.html",
            "  route2b conformance cem --listen 8443 --identity lab/gateway --html report.html",
            "",
            "docs/conformance.md tells how a laboratory is made, and what each report says.",
        })
public final class ConformanceProgram implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the command that {@code arguments} say. */
    public static void main(String... arguments) {
        Program.main(new ConformanceProgram(), arguments);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing what is to be tested: gateway or cem");
        }
    }
}
