package uk.route2b.simulator;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.simulator.events.JsonLines;
import uk.route2b.simulator.ven.SmallVen;
import uk.route2b.simulator.ven.VenOptions;

/** {@code simulator ven}. */
@Command(
        name = "ven",
        description = "A small OpenADR 2.0b VEN.",
        sortOptions = false,
        footer = {
            "",
            "Standard output: 'listening on URL' (status: /log and /events), with --listen also 'pushes on URL',",
            "then one JSON object for each step.",
            "",
            "Example:",
            "  ./route2b simulator ven --vtn-url http://127.0.0.1:8080/OpenADR2/Simple/2.0b --ven-id VEN_1 --ven-name Home"
        })
final class VenCommand implements Callable<Integer> {
    @Option(
            names = "--vtn-url",
            paramLabel = "URL",
            required = true,
            converter = VtnUrlConverter.class,
            description = "the VTN with its base path, or the energy manager in its place")
    private URI vtnUrl = URI.create("http://127.0.0.1");

    @Option(names = "--ven-id", paramLabel = "ID", required = true, description = "its identifier at the VTN")
    private String venId = "";

    @Option(names = "--ven-name", paramLabel = "NAME", description = "its name for people; default: the identifier")
    private Optional<String> venName = Optional.empty();

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            converter = PollConverter.class,
            description = "between two polls; default 1")
    private Long pollMillis = 1000L;

    @Option(names = "--opt", paramLabel = "in|out", description = "what it answers to events; default in")
    private VenOptions.Opt opt = VenOptions.Opt.IN;

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "hear pushes on this port of 127.0.0.1 too; 0: any")
    private Optional<Integer> listen = Optional.empty();

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "where it tells what it did; 0 (default): any")
    private int statusPort;

    @Override
    public Integer call() throws Exception {
        SmallVen ven = Foreground.started("the VEN", () -> SmallVen.prepare(options()));
        Foreground.announce(ven.url());
        ven.pushUrl().ifPresent(Foreground::announcePushes);
        ven.begin();
        return Foreground.stay();
    }

    private VenOptions options() {
        return new VenOptions(
                vtnUrl,
                venId,
                venName.orElse(venId),
                pollMillis,
                opt,
                listen.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                statusPort,
                new JsonLines(System.out));
    }
}
