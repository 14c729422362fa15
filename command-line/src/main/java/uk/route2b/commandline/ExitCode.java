package uk.route2b.commandline;

/** How a program ended. The numbers are a contract with whoever calls it from a script. */
public enum ExitCode {
    DONE(0, "done, and nothing was found wrong"),
    FINDING(1, "done, and something was found wrong"),
    USAGE(2, "the command line is wrong"),
    INPUT(3, "an input is absent, unreadable, too large or not what it should be"),
    REFUSED_TO_OVERWRITE(4, "something is in the way and may not be overwritten"),
    KEY(5, "a password or key is absent, wrong or does not fit"),
    IO(6, "a file or the network failed"),
    BUG(70, "the program is at fault");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The number that the shell sees. */
    public int number() {
        return number;
    }

    /** One sentence for a person. */
    public String meaning() {
        return meaning;
    }
}
