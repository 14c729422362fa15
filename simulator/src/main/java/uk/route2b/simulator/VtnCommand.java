package uk.route2b.simulator;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.simulator.events.Event;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.events.JsonLines;
import uk.route2b.simulator.vtn.SmallVtn;
import uk.route2b.simulator.vtn.VenEntry;
import uk.route2b.simulator.vtn.VtnOptions;

/** {@code simulator vtn}. */
@Command(
        name = "vtn",
        description = "A small OpenADR 2.0b VTN.",
        sortOptions = false,
        footer = {
            "",
            "Example, two VENs, the second one reached by push:",
            "  ./route2b simulator vtn --port 8080 --ven VEN_1 --ven VEN_2=http://127.0.0.1:8082",
            "and an event for the first one:",
            "  curl http://127.0.0.1:8080/control/events -d \\",
            "    '{\"ven\":\"VEN_1\",\"event\":\"event-1\",\"signal\":1.0,\"minutes\":15}'"
        })
final class VtnCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "where to listen on 127.0.0.1; 0 (default): any")
    private int port;

    @Option(names = "--vtn-id", paramLabel = "ID", description = "its identifier; default TH_VTN")
    private String vtnId = VtnOptions.DEFAULT_ID;

    @Option(
            names = "--ven",
            paramLabel = "VENID[=PUSH_URL]",
            required = true,
            converter = VenEntryConverter.class,
            description = "a VEN that it knows, and where to push that VEN's events to; repeatable")
    private List<VenEntry> vens = List.of();

    @Override
    public Integer call() throws Exception {
        Events events = new JsonLines(System.err);
        VtnOptions options = new VtnOptions(port, vtnId, vens, VtnOptions.DEFAULT_RETRY_MILLIS, events);
        SmallVtn vtn = Foreground.started("the VTN", () -> SmallVtn.start(options));
        Foreground.announce(vtn.url());
        events.tell(Event.of("event", "started").with("vtnID", vtnId).with("port", vtn.port()));
        return Foreground.stay();
    }
}
