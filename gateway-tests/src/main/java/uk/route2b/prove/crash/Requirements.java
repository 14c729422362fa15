package uk.route2b.prove.crash;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.prove.run.Counts;

/**
 * What has to have happened, or a run has shown nothing. From 50 rounds on each step has one kill for each 50 rounds
 * (20 in 1,000); from a whole cycle on nothing of what is counted may be zero.
 */
final class Requirements {
    static final int ROUNDS_PER_STEP = 50;
    private static final int PERCENT_UNDER_WAY = 90;
    private static final int ROUNDS_FOR_PERCENT = 10;
    private static final int PERCENT = 100;
    static final List<String> NEVER_ZERO = List.of(
            Names.RESENDS,
            Names.ANSWERS_AGAIN,
            Names.TAKEOVERS,
            Names.JOINS,
            Names.IN_DOUBT,
            Names.SUPERSEDED,
            Names.REPEATS,
            Names.PUSHES,
            Names.DELIVERIES,
            Names.REQUESTS,
            Names.CHECKS);

    private Requirements() {}

    /**
     * Every requirement that the counts of a run without a planted fault do not meet.
     *
     * @param everyStep whether the run aims at every step
     * @param twoNodes whether nodes slept
     */
    static List<String> missed(Counts counts, boolean everyStep, boolean twoNodes) {
        List<String> missed = new ArrayList<>(silent(counts));
        long rounds = counts.of(Names.ROUNDS);
        if (everyStep) {
            missed.addAll(rareSteps(counts, rounds / ROUNDS_PER_STEP));
        }
        if (rounds >= Cycle.LENGTH) {
            NEVER_ZERO.stream().filter(name -> counts.of(name) == 0).forEach(name -> missed.add("no " + name));
        }
        if (everyStep && twoNodes && rounds >= Cycle.LENGTH && counts.of(Names.STALE) == 0) {
            missed.add("no " + Names.STALE);
        }
        return missed;
    }

    private static List<String> silent(Counts counts) {
        long kills = counts.of(Names.KILLS);
        boolean enough = counts.of(Names.UNDER_WAY) * PERCENT >= kills * PERCENT_UNDER_WAY;
        return kills < ROUNDS_FOR_PERCENT || enough
                ? List.of()
                : List.of("only " + counts.of(Names.UNDER_WAY) + " of " + kills
                        + " kills fell while messages were unanswered both ways");
    }

    private static List<String> rareSteps(Counts counts, long wanted) {
        return Cycle.names().stream()
                .filter(step -> counts.of(Names.KILLS_AT + step) < wanted)
                .map(step ->
                        "only " + counts.of(Names.KILLS_AT + step) + " kills at " + step + ", " + wanted + " wanted")
                .toList();
    }

    /** Steps that were never killed at. */
    static List<String> neverKilledAt(Counts counts) {
        return Cycle.names().stream()
                .filter(step -> counts.of(Names.KILLS_AT + step) == 0)
                .toList();
    }
}
