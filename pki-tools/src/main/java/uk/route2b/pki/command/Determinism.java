package uk.route2b.pki.command;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.route2b.pki.issue.SeededRandom;

/** The options that make keys and dates repeatable, and therefore worthless as secrets. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Determinism {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9800-01-01T00:00:00Z");
    private static final String CONFESSION = "--i-know-these-keys-are-public";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--seed",
            paramLabel = "TEXT",
            description = "Take all keys and serial numbers from this text: the same fixtures in every run.")
    private @Nullable String seed;

    @Option(names = "--clock", paramLabel = "TIME", description = "Take this for now, as in 2026-11-23T12:00:00Z.")
    private @Nullable Instant clock;

    @Option(names = CONFESSION, description = "Needed with --seed and --clock.")
    private boolean confessed;

    Optional<String> seed() {
        requireConfession();
        return Optional.ofNullable(seed);
    }

    Optional<Instant> time() {
        requireConfession();
        requirePossible();
        return Optional.ofNullable(clock);
    }

    InstantSource clock(Surroundings surroundings) {
        return time().map(InstantSource::fixed).orElse(surroundings.clock());
    }

    /**
     * Where keys come from.
     *
     * @param purpose keeps apart what different commands make from one seed
     */
    SecureRandom random(Surroundings surroundings, String purpose) {
        return seed().map(text -> SeededRandom.of(purpose + " " + text)).orElse(surroundings.random());
    }

    /** What a run that goes on has to be given again. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        seed().ifPresent(text -> parameters.put("seed", text));
        time().ifPresent(now -> parameters.put("clock", now.toString()));
        return parameters;
    }

    /** Dates of certificates have four digits of the year, and an authority lasts for fifty years. */
    private void requirePossible() {
        if (clock != null && (clock.isBefore(EARLIEST) || clock.isAfter(LATEST))) {
            throw new ParameterException(
                    command.commandLine(), "--clock " + clock + " is not between " + EARLIEST + " and " + LATEST);
        }
    }

    private void requireConfession() {
        if ((seed != null || clock != null) && !confessed) {
            throw new ParameterException(
                    command.commandLine(),
                    "--seed and --clock make keys that anyone can make again: add " + CONFESSION);
        }
    }
}
