package uk.route2b.server;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/** When a copy was made: what it says itself, or what the operator knows. */
final class CopyMoment {
    private CopyMoment() {}

    /**
     * The moment.
     *
     * @param copy what it is called, for a person
     * @param said by the copy itself, milliseconds since 1970
     * @param given by the operator
     */
    static Instant of(String copy, OptionalLong said, Optional<Instant> given, Instant now) {
        if (said.isPresent()) {
            if (given.isPresent()) {
                throw wrong(copy + " says itself that it was copied at " + Instant.ofEpochMilli(said.getAsLong()));
            }
            return Instant.ofEpochMilli(said.getAsLong());
        }
        Instant moment = given.orElseThrow(() -> wrong(copy + " does not say when it was copied"));
        if (moment.isAfter(now)) {
            throw wrong("it lies in the future: now it is " + now);
        }
        return moment;
    }

    private static CommandFailure wrong(String why) {
        return new CommandFailure(
                ExitCode.USAGE,
                "--copied-at",
                why,
                "--copied-at TIME says so for copies that server backup did not make; earlier is safe, later is not");
    }
}
