package uk.route2b.server;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.commandline.Progress;
import uk.route2b.commandline.Protection;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.DsrspEntry;
import uk.route2b.server.configuration.StoreEntry;
import uk.route2b.server.evidence.TranscriptExport;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;

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
    private static final int BUFFER = 1 << 16;

    @Parameters(paramLabel = "CEM", description = "Entity identifier of the CEM.")
    private String cem = "";

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The gateway's configuration file.")
    private Path config = Path.of("");

    @Option(
            names = "--dsrsp",
            paramLabel = "EUI",
            description = "Entity identifier of the DSRSP; needed where the gateway has several.")
    private @Nullable String dsrsp;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "First moment: 2026-11-01 (UTC) or 2026-11-01T00:00:00Z; all from the beginning without it.")
    private @Nullable Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "First moment after the period; now without it.")
    private @Nullable Instant until;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to FILE; - or nothing is standard output.")
    private String out = InputFile.STANDARD_INPUT;

    @Option(names = "--force", description = "Replace FILE.")
    private boolean force;

    private final Console console;

    TranscriptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ServerConfiguration configuration = ConfigurationReader.read(config, new Environment(System.getenv()));
        TranscriptHead head = head(configuration);
        boolean registered = isRegistered(configuration, head);
        if (configuration.store().place() instanceof StoreEntry.Sqlite sqlite) {
            StoreFile.requireThere(sqlite.file(), "check store.sqlite in " + config + ", or start the server once");
        }
        try (GatewayStore store = Stores.openToRead(configuration.store(), InstantSource.system());
                Progress progress = new Progress(console, InstantSource.system(), "messages", -1)) {
            TranscriptExport export = new TranscriptExport(store::transcript, progress::add);
            long written = out.equals(InputFile.STANDARD_INPUT)
                    ? toStandardOutput(export, head, registered)
                    : toFile(export, head, registered);
            if (written == 0) {
                console.note("there is no message of this CEM in that period");
            }
            return ExitCode.DONE.number();
        } catch (StoreException failed) {
            throw StoreFile.failed(Path.of(configuration.store().place().toString()), failed);
        }
    }

    private TranscriptHead head(ServerConfiguration configuration) {
        Instant now = InstantSource.system().instant();
        Instant end = until == null ? now : until;
        if (from != null && !from.isBefore(end)) {
            throw usage("--from", "it does not lie before the end of the period, " + end);
        }
        return new TranscriptHead(
                dsrsp(configuration),
                identifier("CEM", cem),
                Optional.ofNullable(from).map(Instant::toEpochMilli),
                Optional.of(end.toEpochMilli()),
                now.toEpochMilli());
    }

    private EntityIdentifier dsrsp(ServerConfiguration configuration) {
        List<DsrspEntry> all = configuration.dsrsps();
        if (dsrsp != null) {
            return identifier("--dsrsp", dsrsp);
        }
        if (all.size() != 1) {
            throw usage("--dsrsp", "the gateway serves " + all.size() + " DSRSPs, so it has to be named");
        }
        return all.get(0).entity();
    }

    private static EntityIdentifier identifier(String what, String text) {
        try {
            return EntityIdentifier.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw usage(what, String.valueOf(unreadable.getMessage()));
        }
    }

    /** A CEM that has left the register has messages all the same. */
    private static boolean isRegistered(ServerConfiguration configuration, TranscriptHead head) {
        return configuration.dsrsps().stream()
                .filter(entry -> entry.entity().equals(head.dsrsp()))
                .anyMatch(entry ->
                        entry.cems().stream().anyMatch(known -> known.entity().equals(head.cem())));
    }

    private long toFile(TranscriptExport export, TranscriptHead head, boolean registered) {
        long[] written = {0};
        new AtomicFiles(force).write(Path.of(out), Protection.OWNER_ONLY, temporary -> {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER)) {
                written[0] = export.write(head, registered, line -> write(stream, line));
            }
            requireKnown(head, registered, written[0]);
        });
        return written[0];
    }

    private long toStandardOutput(TranscriptExport export, TranscriptHead head, boolean registered) {
        try {
            OutputStream stream = new BufferedOutputStream(console.out(), BUFFER);
            long written = export.write(head, registered, line -> {
                write(stream, line);
                if (console.out().checkError()) {
                    throw new IOException("it is full, or was closed");
                }
            });
            stream.flush();
            if (console.out().checkError()) {
                throw new IOException("it is full, or was closed");
            }
            requireKnown(head, registered, written);
            return written;
        } catch (IOException closed) {
            throw new CommandFailure(
                    ExitCode.IO,
                    "standard output",
                    String.valueOf(closed.getMessage()),
                    "what was written is cut short: write it again",
                    closed);
        }
    }

    private static void write(OutputStream stream, Octets line) throws IOException {
        stream.write(line.toArray());
        stream.write('\n');
    }

    private static void requireKnown(TranscriptHead head, boolean registered, long written) {
        if (!registered && written == 0) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    head.cem().toString(),
                    "this CEM of DSRSP " + head.dsrsp() + " stands neither in the configuration nor in the store",
                    "check both identifiers and the period");
        }
    }

    private static CommandFailure usage(String what, String why) {
        return new CommandFailure(ExitCode.USAGE, what, why, "route2b message transcript --help");
    }
}
