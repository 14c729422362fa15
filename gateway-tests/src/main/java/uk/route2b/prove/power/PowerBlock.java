package uk.route2b.prove.power;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import uk.route2b.prove.book.Books;
import uk.route2b.prove.checker.Breach;
import uk.route2b.prove.crash.Names;
import uk.route2b.prove.crash.Settlement;
import uk.route2b.prove.process.Stuck;
import uk.route2b.prove.process.Waiting;
import uk.route2b.prove.run.Counts;
import uk.route2b.prove.world.Seat;
import uk.route2b.prove.world.Vens;
import uk.route2b.prove.world.World;

/**
 * Some rounds in one world: load, power cut, restart on what is left; every so often the load stops, everything
 * settles, and the books are compared. It ends at the first broken promise, and then too it settles first: what was
 * acknowledged and is gone shows only when nothing more can come.
 */
final class PowerBlock {
    private static final int DELAY_MOST_MILLIS = 700;

    private final World world;
    private final Map<String, WatchedFolder> folders;
    private final PowerPlant plant;
    private final Random random;
    private final int checkEvery;
    private final Consumer<String> story;
    private final Counts counts = new Counts();
    private final Settlement settlement;
    private final List<Breach> breaches = new ArrayList<>();

    PowerBlock(
            World world,
            Map<String, WatchedFolder> folders,
            PowerPlant plant,
            Random random,
            int checkEvery,
            Consumer<String> story) {
        this.world = world;
        this.folders = Map.copyOf(folders);
        this.plant = plant;
        this.random = random;
        this.checkEvery = checkEvery;
        this.story = story;
        this.settlement = new Settlement(world);
        PowerNames.NEVER_ZERO.forEach(name -> counts.add(name, 0));
    }

    /** Plays {@code rounds}, or as many as it takes to find something broken; then the world is over. */
    void run(int rounds) throws IOException, InterruptedException {
        try {
            for (int number = 1; number <= rounds && breaches.isEmpty(); number++) {
                world.startLoad();
                round(number);
                if (number == rounds || number % checkEvery == 0 || !breaches.isEmpty()) {
                    settlement.awaitFlow();
                    breaches.addAll(settlement.settle());
                    counts.add(Names.CHECKS);
                }
            }
        } catch (Stuck stuck) {
            breaches.addAll(settlement.lookNow());
            breaches.addAll(settlement.wire().breaches());
            breaches.add(new Breach(Breach.Kind.STUCK, String.valueOf(stuck.getMessage())));
        }
        world.close();
        breaches.addAll(settlement.bugs());
        count();
    }

    List<Breach> breaches() {
        return breaches.stream().distinct().toList();
    }

    Counts counts() {
        return counts;
    }

    private void round(int number) throws IOException, InterruptedException {
        long began = System.nanoTime();
        settlement.awaitFlow();
        Waiting.pause(random.nextInt(DELAY_MOST_MILLIS));
        Seat victim = victim();
        world.kill(victim);
        Mercy mercy = Mercy.pick(random);
        CutCounts cut = Objects.requireNonNull(folders.get(victim.name())).cut(mercy, random);
        count(victim, cut);
        world.revive(victim);
        breaches.addAll(settlement.lookNow());
        story.accept("round " + number + ": " + victim.name() + ", " + mercy + " of what was not synced, dropped "
                + cut.droppedWrites() + " writes and " + cut.droppedNames() + " names, tore " + cut.tornWrites() + ", "
                + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
    }

    private Seat victim() {
        boolean gateway = plant.victim() == PowerPlant.Victim.GATEWAY
                || plant.victim() == PowerPlant.Victim.ANY && random.nextBoolean();
        return gateway ? world.nodes().get(0).seat() : world.cem(Vens.CEMS.get(random.nextInt(Vens.CEMS.size())));
    }

    private void count(Seat victim, CutCounts cut) {
        counts.add(Names.ROUNDS);
        counts.add(PowerNames.CUTS);
        counts.add(PowerNames.CUTS_OF + (Vens.CEMS.contains(victim.name()) ? "cem" : "gateway"));
        counts.add(PowerNames.PENDING, cut.pending());
        counts.add(PowerNames.DROPPED_WRITES, cut.droppedWrites());
        counts.add(PowerNames.TORN_WRITES, cut.tornWrites());
        counts.add(PowerNames.DROPPED_NAMES, cut.droppedNames());
    }

    private void count() {
        Books books = world.ledger().books();
        counts.add(Names.RESENDS, settlement.wire().resends());
        counts.add(Names.IN_DOUBT, settlement.wire().inDoubt());
        counts.add(Names.MESSAGES, settlement.wire().messages());
        counts.add(Names.DELIVERIES, books.deliveries().size());
        books.pushes()
                .forEach(push -> counts.add(Names.PUSHES, push.acknowledged().isPresent() ? 1 : 0));
        books.requests()
                .forEach(asked -> counts.add(Names.REQUESTS, asked.answer().isPresent() ? 1 : 0));
    }
}
