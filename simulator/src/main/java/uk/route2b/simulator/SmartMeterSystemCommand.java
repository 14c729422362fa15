package uk.route2b.simulator;

import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.simulator.events.Event;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.events.JsonLines;
import uk.route2b.simulator.metersystem.SmartMeterSystem;
import uk.route2b.simulator.metersystem.SmartMeterSystemOptions;

/** {@code simulator smart-meter-system}. */
@Command(
        name = "smart-meter-system",
        description = "Route 2a: meters with five labels, alerts, and what goes wrong on the way.",
        sortOptions = false,
        footer = {
            "",
            "Example, a bad day in the smart meter system, the same one each time:",
            "  ./route2b simulator smart-meter-system --port 8090 --seed 7 --delay-millis 50-500 --loss 0.05 --repeat 0.1"
        })
final class SmartMeterSystemCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "where to listen on 127.0.0.1; 0 (default): any")
    private int port;

    @Option(names = "--seed", paramLabel = "N", description = "the same seed gives the same faults; default 1")
    private long seed = 1;

    @ArgGroup(validate = false, heading = "%nFaults, all off unless asked for; P is a chance from 0 to 1:%n")
    private FaultOptions faults = new FaultOptions();

    @Override
    public Integer call() throws Exception {
        Events events = new JsonLines(System.err);
        SmartMeterSystemOptions options = new SmartMeterSystemOptions(port, seed, faults.faults(), events);
        SmartMeterSystem system = Foreground.started("the smart meter system", () -> SmartMeterSystem.start(options));
        Foreground.announce(system.url());
        events.tell(Event.of("event", "started").with("seed", seed).with("port", system.port()));
        return Foreground.stay();
    }
}
