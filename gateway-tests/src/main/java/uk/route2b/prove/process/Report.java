package uk.route2b.prove.process;

import java.io.PrintStream;

/**
 * What a child tells the prover: a word and its text on one line of standard output. A line that was written survives
 * the child, because the pipe belongs to the prover.
 */
public final class Report {
    /** It is up; the text says where it listens. */
    public static final String READY = "ready";
    /** It stands at the step that it was told to stop at. */
    public static final String AT = "at";
    /** A step was reached that the prover counts. */
    public static final String STEP = "step";
    /** The store refused something because the session belongs to somebody else. */
    public static final String STALE = "stale";
    /** A push was joined to one that was here already. */
    public static final String JOINED = "joined";
    /** A planted fault was really at work. */
    public static final String PLANTED = "planted";

    private final PrintStream out;

    public Report(PrintStream out) {
        this.out = out;
    }

    /** Says one line, whole, whatever other threads say. */
    public synchronized void say(String word, String text) {
        out.print(word + " " + text + "\n");
        out.flush();
    }
}
