package uk.route2b.tests.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.prove.process.ChildProcess;

/**
 * A gateway and a CEM, killed before and after each write of the tunnel and of the configuration's lifecycle, and at
 * each message between gateway and DCC: on what is left the next one goes on, no counter is used twice, and the CEM has
 * either the old configuration or the new one.
 */
@Tag("crash")
class KilledOnRoute2aTest {
    private static final Duration MOST = Duration.ofMinutes(3);
    /** Every eighth kill in an ordinary build; all of them with {@code -Droute2b.tests=whole}, as .ci/run has it. */
    private static final int STRIDE = System.getProperty("route2b.tests", "").equals("whole") ? 1 : 8;

    /** Its logs say what happened. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    /** Who is killed, and where. */
    private record Kill(boolean cem, String step, int nth) {}

    private static List<Kill> kills(boolean cem, String call, int most) {
        List<Kill> kills = new ArrayList<>();
        for (int nth = 1; nth <= most; nth++) {
            kills.add(new Kill(cem, "BEFORE_" + call, nth));
            kills.add(new Kill(cem, "AFTER_" + call, nth));
        }
        return kills;
    }

    private static <T> List<T> some(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(index -> index % STRIDE == 0)
                .mapToObj(all::get)
                .toList();
    }

    @Test
    void whoeverIsKilledAtWhateverStepItGoesOn() throws Exception {
        List<String> done = new ArrayList<>();
        try (KilledWorld world = new KilledWorld(folder)) {
            world.awaitAnswered();
            for (String event : some(List.of("transformed", "sent", "responsesPosted", "alertsPosted"))) {
                atEvent(world, event);
                done.add(event);
            }
            List<Kill> byMeter = new ArrayList<>(kills(false, "nextSupplierCounter", 2));
            byMeter.addAll(kills(false, "reserve", 1));
            byMeter.addAll(kills(false, "settle", 1));
            byMeter.addAll(kills(true, "commit", 2));
            for (Kill kill : some(byMeter)) {
                at(world, kill, world.deadEndpoint());
                world.awaitAnswered();
                done.add("2a " + kill);
            }
            world.move(world.endpoint("localhost"));
            world.awaitLinkUnderNewest();
            List<Kill> byLink = new ArrayList<>(kills(true, "commit", 4));
            byLink.addAll(kills(false, "reserve", 1));
            byLink.addAll(kills(false, "settle", 1));
            byLink.addAll(kills(false, "greet", 1));
            byLink.addAll(kills(false, "note", 1));
            boolean there = true;
            for (Kill kill : some(byLink)) {
                there = !there;
                at(world, kill, world.endpoint(there ? "localhost" : "127.0.0.1"));
                world.awaitLinkUnderNewest();
                done.add("2b " + kill);
            }
            assertThat(world.requests()).doesNotHaveDuplicates();
            System.out.println(
                    "killed " + done.size() + " times, " + world.requests().size() + " label writes: " + done);
        }
    }

    private static void at(KilledWorld world, Kill kill, String endpoint) throws Exception {
        ChildProcess child = kill.cem() ? world.cem() : world.gateway();
        child.arm(kill.step(), kill.nth());
        world.move(endpoint);
        assertThat(child.awaitAt(MOST)).as(kill.toString()).contains(kill.step());
        child.kill();
        start(world, kill.cem());
    }

    private static void atEvent(KilledWorld world, String event) throws Exception {
        CompletableFuture<Void> killed = new CompletableFuture<>();
        ChildProcess child = world.gateway();
        world.move(world.deadEndpoint());
        world.onEvent(name -> {
            if (name.equals(event) && !killed.isDone()) {
                child.kill();
                killed.complete(null);
            }
        });
        killed.get(MOST.toSeconds(), TimeUnit.SECONDS);
        world.onEvent(name -> {});
        start(world, false);
        world.awaitAnswered();
    }

    private static void start(KilledWorld world, boolean cem) {
        if (cem) {
            world.startCem();
        } else {
            world.startGateway();
        }
    }
}
