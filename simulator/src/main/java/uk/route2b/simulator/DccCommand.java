package uk.route2b.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.simulator.dcc.DccOptions;
import uk.route2b.simulator.dcc.DccParties;
import uk.route2b.simulator.dcc.PartyFiles;
import uk.route2b.simulator.dcc.RunningDcc;
import uk.route2b.simulator.events.Event;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.events.JsonLines;

/** {@code simulator dcc}. */
@Command(
        name = "dcc",
        description = {
            "Route 2a as it really is: the DCC's services over HTTP, signed XML (DUIS), real ECS46a pre-commands,",
            "meters that sign their responses and alerts, and a home area network for each."
        },
        sortOptions = false,
        footer = {
            "",
            "Standard output: 'listening on URL' (POST /api/v1/serviceT and /api/v1/serviceS; GET /counts; POST on or",
            "off to /control/outage), then 'homes on URL' (GET /home/meters/EUI/labels, POST /home/meters/EUI/alerts).",
            "Standard error: one JSON object for each thing that happens.",
            "",
            "Example, from nothing; the meters are those of the folder, and the first Supplier is told their alerts:",
            "  ./route2b pki init ca",
            "  ./route2b pki issue organisation --dir ca --role 87 --eui 90-B3-D5-1F-30-00-00-02 --use xml --out dcc",
            "  ./route2b pki issue organisation --dir ca --role 87 --eui 90-B3-D5-1F-30-01-00-00 --use xml --out user",
            "  ./route2b pki issue organisation --dir ca --role 02 --eui 90-B3-D5-1F-30-01-00-00 --use signing \\",
            "    --out supplier",
            "  ./route2b pki bulk --dir ca --first 00-DB-12-34-56-78-90-A0 --count 10 --out meters",
            "  ./route2b simulator dcc --xml dcc --user-xml user.pem --supplier supplier.pem --devices meters \\",
            "    --receiver http://127.0.0.1:8085/smartdcc/duis",
            "",
            "A bad day, the same one each time, with the meters minutes away:",
            "  … --seed 7 --delay-millis 1000-180000 --loss 0.05 --partial 0.1 --transform-error 0.02"
        })
final class DccCommand implements Callable<Integer> {
    @Option(
            names = "--xml",
            paramLabel = "PREFIX",
            required = true,
            description = "the DCC's certificate and key for signing XML: PREFIX.pem, PREFIX.key")
    private Path xml = Path.of("");

    @Option(
            names = "--user-xml",
            paramLabel = "FILE",
            required = true,
            description = "certificate with which a Supplier signs XML; repeatable")
    private List<Path> userXml = List.of();

    @Option(
            names = "--supplier",
            paramLabel = "FILE",
            required = true,
            description = "certificate with which a Supplier signs meter commands; repeatable")
    private List<Path> suppliers = List.of();

    @Option(
            names = "--devices",
            paramLabel = "FOLDER",
            required = true,
            description = "a .pem and a .key for each meter, as pki bulk makes them")
    private Path devices = Path.of("");

    @Option(
            names = "--receiver",
            paramLabel = "URL",
            required = true,
            converter = VtnUrlConverter.class,
            description = "where responses and alerts are posted to")
    private URI receiver = URI.create("http://127.0.0.1");

    @Option(
            names = "--load-controller",
            paramLabel = "EUI",
            converter = EntityConverter.class,
            description = "named in alerts as the supplementary party")
    private Optional<EntityIdentifier> loadController = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "of the services on 127.0.0.1; default 8079, 0: any")
    private int port = DccOptions.DEFAULT_PORT;

    @Option(
            names = "--home-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "of the home area networks; 0 (default): any")
    private int homePort;

    @Option(names = "--seed", paramLabel = "N", description = "the same seed gives the same faults; default 1")
    private long seed = 1;

    @ArgGroup(validate = false, heading = "%nFaults at the DCC, all off unless asked for; P is a chance from 0 to 1:%n")
    private DccFaultOptions dccFaults = new DccFaultOptions();

    @ArgGroup(validate = false, heading = "%nFaults on the way to the meters and at them:%n")
    private FaultOptions faults = new FaultOptions();

    @Override
    public Integer call() throws Exception {
        DccParties parties = new PartyFiles(xml, userXml, suppliers, devices).read(loadController);
        Events events = new JsonLines(System.err);
        DccOptions options =
                new DccOptions(port, homePort, receiver, seed, faults.faults(), dccFaults.faults(), events);
        RunningDcc dcc =
                Foreground.started("the DCC", () -> RunningDcc.start(parties, options, InstantSource.system()));
        Foreground.announce(dcc.url());
        Foreground.announceHomes(dcc.homeUrl());
        events.tell(Event.of("event", "started")
                .with("seed", seed)
                .with("meters", parties.devices().size()));
        return Foreground.stay();
    }
}
