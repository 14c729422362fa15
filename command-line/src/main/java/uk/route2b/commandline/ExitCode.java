package uk.route2b.commandline;

/** How a program ended. The numbers are a contract with whoever calls it from a script. */
public enum ExitCode {
    /** Done, and nothing was found wrong. */
    DONE(0),
    /** Done, and something was found wrong: a certificate refused, a finding, a signature that does not verify. */
    FINDING(1),
    /** The command line itself is wrong. */
    USAGE(2),
    /** An input is absent, unreadable, too large or not what it should be. */
    INPUT(3),
    /** Something is in the way and may not be overwritten. */
    REFUSED_TO_OVERWRITE(4),
    /** A password or key is absent, wrong or does not fit. */
    KEY(5),
    /** A file or the network failed. */
    IO(6),
    /** The program is at fault. */
    BUG(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the shell sees. */
    public int number() {
        return number;
    }
}
