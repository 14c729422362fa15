package uk.route2b.prove;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import uk.route2b.prove.crash.CrashOptions;

/** {@code prove counter}. */
@Command(
        name = "counter",
        description = {
            "Kills both ends with kill -9 at random points of sending and receiving, and looks at every signed message"
                    + " that a witness between them has seen: no counter carries other octets, no accepted counter is"
                    + " accepted again, link control only rises.",
            "It is the crash proof with other aims: the same load, the same books, also for what VTN and VENs got.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b prove counter --rounds 1000",
            "  route2b prove counter --plant fsync-left-out",
            "      a planted fault, which has to end with exit code 1",
        })
final class CounterCommand implements Callable<Integer> {
    @Mixin
    private KillOptions run = new KillOptions();

    @Override
    public Integer call() throws Exception {
        return run.prove(CrashOptions.COUNTER);
    }
}
