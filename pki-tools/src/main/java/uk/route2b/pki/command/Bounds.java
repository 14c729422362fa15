package uk.route2b.pki.command;

import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/** Limits of numbers on the command line. */
final class Bounds {
    private static final int MOST_DAYS = 36_500;

    private Bounds() {}

    /** {@code days}, if between 1 and 36500. */
    static int days(int days) {
        return within("--days", days, 1, MOST_DAYS);
    }

    /** {@code value}, if between {@code least} and {@code most}. */
    static int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option + " " + value,
                    "it is not between " + least + " and " + most,
                    "give another number");
        }
        return value;
    }
}
