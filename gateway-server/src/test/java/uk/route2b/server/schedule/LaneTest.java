package uk.route2b.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());

    @Test
    void tasksOfManyThreadsRunOneAtATimeAndThoseOfEachInOrder() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        Lane lane = new Lane(workers, faults::add);
        List<Integer> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1000);
        for (int number = 0; number < 1000; number++) {
            int mine = number;
            lane.execute(() -> {
                order.add(mine);
                done.countDown();
            });
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        workers.shutdown();

        assertThat(order).hasSize(1000).isSorted();
    }

    @Test
    void aFaultIsToldAndTheNextTaskRuns() {
        Lane lane = new Lane(Runnable::run, faults::add);
        List<String> ran = new ArrayList<>();
        lane.execute(() -> {
            throw new IllegalStateException("a bug");
        });
        lane.execute(() -> ran.add("next"));

        assertThat(faults).hasSize(1);
        assertThat(ran).containsExactly("next");
    }

    @Test
    void aBusyLaneGoesToTheEndOfTheLine() {
        Deque<Runnable> line = new ArrayDeque<>();
        Lane lane = new Lane(line::add, faults::add);
        List<Integer> ran = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            int mine = number;
            lane.execute(() -> ran.add(mine));
        }
        assertThat(line).hasSize(1);
        line.remove().run();
        assertThat(ran).hasSize(16);
        assertThat(line).hasSize(1);
        line.remove().run();

        assertThat(ran).hasSize(20).isSorted();
    }

    @Test
    void afterTheStopNothingIsKeptAndThatIsNoFault() {
        List<Runnable> line = new ArrayList<>();
        AtomicBoolean stopped = new AtomicBoolean(true);
        Lane lane = new Lane(
                task -> {
                    if (stopped.get()) {
                        throw new RejectedExecutionException("stopped");
                    }
                    line.add(task);
                },
                faults::add);
        List<Integer> ran = new ArrayList<>();
        lane.execute(() -> ran.add(1));
        stopped.set(false);
        lane.execute(() -> ran.add(2));
        line.forEach(Runnable::run);

        assertThat(ran).containsExactly(2);
        assertThat(faults).isEmpty();
    }

    @Test
    void timersRunWhatIsDueAndNotWhatWasCalledOff() throws Exception {
        CountDownLatch calledOff = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        try (ThreadTimers timers = new ThreadTimers(faults::add)) {
            // Keeps their one thread busy until the next one is called off.
            timers.after(Duration.ZERO, () -> awaitQuietly(calledOff));
            Timers.Timer called =
                    timers.after(Duration.ofMillis(1), () -> faults.add(new AssertionError("called off")));
            called.cancel();
            calledOff.countDown();
            timers.after(Duration.ofMillis(20), () -> {
                throw new IllegalStateException("a bug");
            });
            timers.after(Duration.ofMillis(30), ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(faults).singleElement().isInstanceOf(IllegalStateException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
