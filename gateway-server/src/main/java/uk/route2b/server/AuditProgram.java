package uk.route2b.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;

/** The program {@code audit}: what the gateway decided, in files that show it if anybody changes them. */
@Command(
        name = "audit",
        header = "Checks the audit of a gateway.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b audit verify state/audit",
            "  route2b audit verify --certificate identities/dsrsp-message.pem state/audit",
        },
        subcommands = AuditVerifyCommand.class)
public final class AuditProgram {
    AuditProgram() {}

    /** Runs the program. */
    public static void main(String... arguments) {
        Console console = Console.ofProcess();
        System.exit(program(console).run(arguments));
    }

    static Program program(Console console) {
        return new Program(new CommandLine(new AuditProgram(), new ConsoleFactory(console)), console);
    }
}
