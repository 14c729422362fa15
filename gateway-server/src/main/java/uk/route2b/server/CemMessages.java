package uk.route2b.server;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.commandline.Progress;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.DsrspEntry;
import uk.route2b.server.configuration.StoreEntry;
import uk.route2b.server.evidence.MessageExport;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;

/** Which messages of which store {@code message transcript} and {@code message trace} write, and where to. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CemMessages {
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

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Makes an export of what a store holds. */
    @FunctionalInterface
    interface Form {
        MessageExport of(MessageExport.Pages pages, LongConsumer progress);
    }

    /** Writes the messages asked for, in a form. */
    int export(Console console, Form form) {
        ServerConfiguration configuration = ConfigurationReader.read(config, new Environment(System.getenv()));
        TranscriptHead head = head(configuration);
        boolean registered = isRegistered(configuration, head);
        if (configuration.store().place() instanceof StoreEntry.Sqlite sqlite) {
            StoreFile.requireThere(sqlite.file(), "check store.sqlite in " + config + ", or start the server once");
        }
        try (GatewayStore store = Stores.openToRead(configuration.store(), InstantSource.system());
                Progress progress = new Progress(console, InstantSource.system(), "messages", -1)) {
            MessageExport export = form.of(store::transcript, progress::add);
            long written = new LineOutput(console, out, force).write(sink -> {
                long messages = export.write(head, registered, sink::line);
                requireKnown(head, registered, messages);
                return messages;
            });
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

    private EntityIdentifier identifier(String what, String text) {
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

    private static void requireKnown(TranscriptHead head, boolean registered, long written) {
        if (!registered && written == 0) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    head.cem().toString(),
                    "this CEM of DSRSP " + head.dsrsp() + " stands neither in the configuration nor in the store",
                    "check both identifiers and the period");
        }
    }

    private CommandFailure usage(String what, String why) {
        return new CommandFailure(ExitCode.USAGE, what, why, command.name() + " --help");
    }
}
