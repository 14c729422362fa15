package uk.route2b.prove.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import uk.route2b.client.internal.session.EngineThread;
import uk.route2b.server.schedule.Timers;

/**
 * One run of a program: its tasks run while it lives, one after the other, as do its timers. One that sleeps does what
 * came meanwhile when it wakes, as a machine that was suspended does.
 */
final class VirtualProcess implements Executor {
    private final VirtualTime time;
    private final Deque<Runnable> backlog = new ArrayDeque<>();
    private final List<Runnable> atDeath = new ArrayList<>();
    private boolean alive = true;
    private boolean asleep;

    VirtualProcess(VirtualTime time) {
        this.time = time;
    }

    boolean isAlive() {
        return alive;
    }

    @Override
    public void execute(Runnable task) {
        time.after(0, () -> run(task));
    }

    /** Runs it now, unless the process is dead or asleep. */
    void run(Runnable task) {
        if (asleep && alive) {
            backlog.add(task);
        } else if (alive) {
            try {
                task.run();
            } catch (Killed here) {
                backlog.clear();
            }
        }
    }

    VirtualTime.Due after(Duration delay, Runnable task) {
        return time.after(delay.toMillis(), () -> run(task));
    }

    Timers timers() {
        return (delay, task) -> after(delay, task)::cancel;
    }

    EngineThread engineThread() {
        return new EngineThread() {
            @Override
            public void run(Runnable task) {
                execute(task);
            }

            @Override
            public Timer after(Duration delay, Runnable task) {
                return VirtualProcess.this.after(delay, task)::cancel;
            }
        };
    }

    /** What the machine around it does once it is dead. */
    void atDeath(Runnable task) {
        atDeath.add(task);
    }

    void kill() {
        if (alive) {
            alive = false;
            atDeath.forEach(Runnable::run);
        }
    }

    void sleep() {
        asleep = true;
    }

    void wake() {
        asleep = false;
        List<Runnable> missed = List.copyOf(backlog);
        backlog.clear();
        missed.forEach(this::execute);
    }
}
