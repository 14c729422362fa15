package uk.route2b.prove.crash;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.prove.run.Counts;

/**
 * What has to have happened, or a run has shown nothing. The shortest runs of an ordinary build, 10 rounds with two
 * nodes and 25 with one, owe what so many meet; from a whole cycle on there is a kill of each kind at a random moment;
 * from 50 rounds on each step has one kill for each 50 rounds (20 in 1,000).
 */
final class Requirements {
    static final int ROUNDS_PER_STEP = 50;
    private static final int PERCENT_UNDER_WAY = 90;
    private static final int ROUNDS_FOR_PERCENT = 10;
    private static final int PERCENT = 100;

    private static final int FEW_ROUNDS = 10;
    /** Not zero from {@link #FEW_ROUNDS} on. */
    static final List<String> SOON = List.of(
            Names.RESENDS,
            Names.ANSWERS_AGAIN,
            Names.JOINS,
            Names.SUPERSEDED,
            Names.PUSHES,
            Names.DELIVERIES,
            Names.REQUESTS,
            Names.CHECKS);

    private static final int ORDINARY_ROUNDS = 25;
    /** Not zero from {@link #ORDINARY_ROUNDS} on. */
    static final List<String> NEVER_ZERO = List.of(Names.TAKEOVERS, Names.IN_DOUBT, Names.REPEATS);

    /** With two nodes; the other store is done two rounds before. */
    private static final int WHOLE_CYCLE = Cycle.LENGTH + 2;
    /** Kinds of kills at a random moment, which stand at the end of a cycle. */
    static final List<String> AT_RANDOM = List.of(
            Names.KILLS_AT + "gateway takeover",
            Names.KILLS_AT + "gateway again",
            Names.KILLS_AT + "cem takeover",
            Names.KILLS_AT + "cem again");

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
        owed(rounds, everyStep, twoNodes).stream()
                .filter(name -> counts.of(name) == 0)
                .forEach(name -> missed.add("no " + name));
        return missed;
    }

    /** What so many rounds have to have met at least once. */
    private static List<String> owed(long rounds, boolean everyStep, boolean twoNodes) {
        List<String> owed = new ArrayList<>();
        if (rounds >= FEW_ROUNDS) {
            owed.addAll(SOON);
            owed.addAll(everyStep && twoNodes ? List.of(Names.SLEEPS) : List.of());
        }
        if (rounds >= ORDINARY_ROUNDS) {
            owed.addAll(NEVER_ZERO);
            owed.addAll(everyStep && twoNodes ? List.of(Names.STALE) : List.of());
        }
        if (rounds >= WHOLE_CYCLE && everyStep) {
            owed.addAll(AT_RANDOM);
        }
        return owed;
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
