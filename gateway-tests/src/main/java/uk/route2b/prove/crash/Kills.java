package uk.route2b.prove.crash;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.route2b.prove.process.ChildProcess;
import uk.route2b.prove.process.Waiting;
import uk.route2b.prove.run.Counts;
import uk.route2b.prove.world.Seat;
import uk.route2b.prove.world.Vens;
import uk.route2b.prove.world.World;

/** Kills, brings back, and counts both. */
final class Kills {
    private static final Duration TALK = Duration.ofMillis(300);

    private final World world;
    private final Counts counts;

    Kills(World world, Counts counts) {
        this.world = world;
        this.counts = counts;
    }

    /** Kill -9 of {@code victim}, and its next life. */
    void kill(Seat victim, String where) throws InterruptedException {
        count(victim, where);
        world.kill(victim);
        world.revive(victim);
        counts.add(Names.RESTARTS);
    }

    /** The same, and while the next life is coming up, once more. */
    void killTwice(Seat victim, String where, int comingUpMillis) throws InterruptedException {
        count(victim, where);
        world.kill(victim);
        ChildProcess comingUp = victim.begin();
        Waiting.pause(comingUpMillis);
        count(victim, where);
        comingUp.kill();
        world.revive(victim);
        counts.add(Names.RESTARTS, 2);
    }

    /** Waits a little for messages that are unanswered both ways, because a kill in silence shows nothing. */
    private void count(Seat victim, String where) throws InterruptedException {
        Set<String> vens = Vens.ids(new TreeSet<>(affected(victim)));
        boolean both = Waiting.holds(
                TALK,
                () -> world.ledger().isDownUnderWay(vens) && world.ledger().isUpUnderWay(vens));
        counts.add(Names.UNDER_WAY, both ? 1 : 0);
        counts.add(Names.KILLS);
        counts.add(Names.KILLS_AT + where);
        counts.add(Names.KILLS_OF + (isCem(victim) ? "cem" : "gateway"));
    }

    /** The CEMs that a kill of {@code victim} concerns. */
    private List<String> affected(Seat victim) {
        return isCem(victim) ? List.of(victim.name()) : world.cemsOrAll(victim);
    }

    private static boolean isCem(Seat seat) {
        return Vens.CEMS.contains(seat.name());
    }
}
