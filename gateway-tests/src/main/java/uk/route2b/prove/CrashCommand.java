package uk.route2b.prove;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import uk.route2b.prove.crash.CrashOptions;

/** {@code prove crash}. */
@Command(
        name = "crash",
        description = {
            "Kills gateway and CEMs with kill -9 under load, at each numbered step of sending, storing and answering and"
                    + " at random moments, starts them again on the same files, and compares what VTN and VENs sent, were"
                    + " told and received.",
            "With PostgreSQL there are two gateway nodes, one of which now and then sleeps while its CEMs move.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b prove crash --rounds 25",
            "      one block on SQLite, about a minute",
            "  route2b prove crash --rounds 1000",
            "      all of it; stop it whenever you like and run it again, it goes on where it stopped",
            "  route2b prove crash --plant receipt-before-store",
            "      a planted fault, which has to end with exit code 1",
        })
final class CrashCommand implements Callable<Integer> {
    @Mixin
    private KillOptions run = new KillOptions();

    @Override
    public Integer call() throws Exception {
        return run.prove(CrashOptions.CRASH);
    }
}
