package uk.route2b.simulator;

import java.util.Map;
import picocli.CommandLine.Option;
import uk.route2b.simulator.metersystem.Fault;
import uk.route2b.simulator.metersystem.Faults;
import uk.route2b.simulator.metersystem.MillisRange;

/** The options of what goes wrong in the smart meter system. */
final class FaultOptions {
    @Option(
            names = "--delay-millis",
            paramLabel = "MIN-MAX",
            converter = RangeConverter.class,
            description = "from command to response, and from alert to delivery")
    private MillisRange delay = Faults.NONE.delay();

    @Option(
            names = "--repeat-after-millis",
            paramLabel = "MIN-MAX",
            converter = RangeConverter.class,
            description = "from a delivery to its repetition; default 100-2000")
    private MillisRange repeatAfter = Faults.NONE.repeatAfter();

    @Option(
            names = "--loss",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "a command is lost before its meter")
    private double loss;

    @Option(
            names = "--response-loss",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "a command is carried out, its response lost")
    private double responseLoss;

    @Option(
            names = "--repeat",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "the network plays a label write again later")
    private double repeat;

    @Option(
            names = "--partial",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "only some labels of a command are written")
    private double partial;

    @Option(
            names = "--torn",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "the home can see labels of two writes mixed")
    private double torn;

    @Option(
            names = "--alert-loss",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "an alert never arrives")
    private double alertLoss;

    @Option(
            names = "--alert-repeat",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "an alert arrives twice")
    private double alertRepeat;

    @Option(
            names = "--alert-reorder",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "an alert arrives after the next one")
    private double alertReorder;

    Faults faults() {
        return new Faults(
                delay,
                repeatAfter,
                Map.of(
                        Fault.LOSS, loss,
                        Fault.RESPONSE_LOSS, responseLoss,
                        Fault.REPEAT, repeat,
                        Fault.PARTIAL, partial,
                        Fault.TORN, torn,
                        Fault.ALERT_LOSS, alertLoss,
                        Fault.ALERT_REPEAT, alertRepeat,
                        Fault.ALERT_REORDER, alertReorder));
    }
}
