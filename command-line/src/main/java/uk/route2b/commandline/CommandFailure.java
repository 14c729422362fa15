package uk.route2b.commandline;

/**
 * A command could not do what it was asked, for a reason that is not a bug. It is shown in three lines: what failed,
 * why, and what mends it.
 *
 * <p>Unchecked, because it may come from any depth of a command and only {@link Program} catches it.
 */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final String why;
    private final String remedy;

    /**
     * @param what the file, field or value that failed
     * @param why one sentence
     * @param remedy what the reader can do, with the command if there is one
     */
    public CommandFailure(ExitCode code, String what, String why, String remedy) {
        super(what);
        this.code = code;
        this.why = why;
        this.remedy = remedy;
    }

    /** The same with the failure behind it, which only {@code --debug} shows. */
    public CommandFailure(ExitCode code, String what, String why, String remedy, Throwable cause) {
        this(code, what, why, remedy);
        initCause(cause);
    }

    public ExitCode code() {
        return code;
    }

    public String why() {
        return why;
    }

    public String remedy() {
        return remedy;
    }

    /** The three lines, without line ends inside any of them. */
    public String threeLines() {
        return String.format("error: %s%n  why: %s%n  try: %s", line(getMessage()), line(why), line(remedy));
    }

    private static String line(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\p{Cntrl}", "?");
    }
}
