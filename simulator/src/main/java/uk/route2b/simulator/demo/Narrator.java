package uk.route2b.simulator.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the story: numbered steps, what was measured, and the commands that do the same by hand. */
final class Narrator {
    private final PrintStream out;
    private final long started = System.nanoTime();
    private int step;
    private long stepStarted = System.nanoTime();

    Narrator(PrintStream out) {
        this.out = out;
    }

    void step(String title) {
        step++;
        stepStarted = System.nanoTime();
        out.printf(Locale.ROOT, "%n%d. %s  [%.1f s]%n", step, title, (System.nanoTime() - started) / 1e9);
    }

    void say(String text) {
        out.println("   " + text);
    }

    void command(String command) {
        out.println("   $ " + command);
    }

    void end(String line) {
        out.println();
        out.println(line);
    }

    /** How long the step has taken. */
    double secondsOfStep() {
        return (System.nanoTime() - stepStarted) / 1e9;
    }

    int steps() {
        return step;
    }
}
