package uk.route2b.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import uk.route2b.commandline.Console;
import uk.route2b.server.evidence.TraceExport;

/** {@code message trace}. */
@Command(
        name = "route2b message trace",
        header = "Writes the raw signed messages of a CEM, both directions, a line each.",
        description = {
            "",
            "Reads the store of a gateway, also while it runs. A line has seven words: time, direction (up or down),"
                    + " route (2a, 2b, or - where the store does not keep it), message code, kind (command, alert or"
                    + " response), counter, and all octets of the signed message as hexadecimal digits; or pruned, once"
                    + " retention has removed them. An answer stands behind the message that it answers, with the time"
                    + " at which it was stored: sort the lines for the order of time.",
            "route2b message verify and route2b message inspect read such lines, also some of them. For evidence, in"
                    + " which answers are held against what they answer, see route2b message transcript.",
            "",
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b message trace 00-DB-12-34-56-78-90-C1 --config server.yaml | sort",
            "  route2b message trace 00-DB-12-34-56-78-90-C1 --config server.yaml \\",
            "      --from 2026-11-01 | grep ' up ' | route2b message inspect -",
            "  route2b message trace 00-DB-12-34-56-78-90-C1 --config server.yaml | \\",
            "      route2b message verify --certificate dsrsp.pem --certificate cem.pem -",
        })
final class TraceCommand implements Callable<Integer> {
    @Mixin
    private CemMessages asked = new CemMessages();

    private final Console console;

    TraceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return asked.export(console, TraceExport::new);
    }
}
