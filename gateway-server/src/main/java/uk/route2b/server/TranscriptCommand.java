package uk.route2b.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import uk.route2b.commandline.Console;
import uk.route2b.server.evidence.TranscriptExport;

/** {@code message transcript}. */
@Command(
        name = "route2b message transcript",
        header = "Writes the signed messages and receipts of a CEM and a period, as evidence.",
        description = {
            "",
            "Reads the store of a gateway, also while it runs, and writes JSON lines: a first line that says whose"
                    + " messages follow and of which time, then each message with its answer, all their octets as"
                    + " hexadecimal digits, and a last line that counts them. What retention has removed is said to be"
                    + " pruned; its digest stays.",
            "route2b message verify judges such a file with the certificates of both ends and nothing else."
                    + " docs/evidence.md says what it proves and what it cannot.",
            "",
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b message transcript 00-DB-12-34-56-78-90-C1 \\",
            "      --config server.yaml --out transcript.jsonl",
            "  route2b message transcript 00-DB-12-34-56-78-90-C1 \\",
            "      --config server.yaml --from 2026-11-01 --until 2026-12-01 > november.jsonl",
            "  route2b message verify --certificate dsrsp.pem --certificate cem.pem \\",
            "      transcript.jsonl",
        })
final class TranscriptCommand implements Callable<Integer> {
    @Mixin
    private CemMessages asked = new CemMessages();

    private final Console console;

    TranscriptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return asked.export(console, TranscriptExport::new);
    }
}
