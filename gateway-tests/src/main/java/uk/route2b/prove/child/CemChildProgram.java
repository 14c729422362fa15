package uk.route2b.prove.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import uk.route2b.cem.Cem;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.client.spi.Step;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.process.Report;

/**
 * A CEM that can be stopped at any step. Arguments: the configuration file, the name of a planted fault or
 * {@code none}.
 */
public final class CemChildProgram {
    private CemChildProgram() {}

    public static void main(String... arguments) throws IOException {
        Report report = new Report(System.out);
        StepGate gate = new StepGate(report, Set.of(Step.DOWN_5_DONE.name()));
        Plant plant = Plant.named(arguments[1]);
        Cem cem = Cem.start(
                CemConfiguration.read(Path.of(arguments[0]), System.getenv()),
                journal -> new GatedJournal(plant.around(journal, report), gate),
                builder -> builder.steps(step -> gate.reached(step.name())));
        Orders.follow(System.in, gate, cem);
        report.say(Report.READY, Integer.toString(cem.endpoint().url().getPort()));
    }
}
