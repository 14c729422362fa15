package uk.route2b.prove.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.route2b.prove.process.ChildProcess;

/** The place of one end, taken by one process after the other. Asked by all threads, changed by the prover's own. */
public final class Seat {
    private static final Duration UP = Duration.ofSeconds(60);

    private final String name;
    private final Supplier<ChildProcess> starter;
    private volatile @Nullable Occupant occupant;
    private @Nullable ChildProcess last;
    private int lives;

    Seat(String name, Supplier<ChildProcess> starter) {
        this.name = name;
        this.starter = starter;
    }

    /**
     * Who sits there.
     *
     * @param life counts from 1
     * @param ports where it listens
     */
    public record Occupant(ChildProcess process, int life, List<Integer> ports) {
        public Occupant {
            ports = List.copyOf(ports);
        }
    }

    public String name() {
        return name;
    }

    /** Starts a process without waiting for it. */
    public ChildProcess begin() {
        lives++;
        ChildProcess process = starter.get();
        last = process;
        return process;
    }

    /** Waits until it is up, and gives it the seat. */
    public Occupant seat(ChildProcess process) {
        List<Integer> ports =
                process.awaitReady(UP).stream().map(Integer::valueOf).toList();
        Occupant next = new Occupant(process, lives, ports);
        occupant = next;
        return next;
    }

    /** The process that began last, up or not. */
    Optional<ChildProcess> last() {
        return Optional.ofNullable(last);
    }

    /** Who is up now. */
    public Optional<Occupant> occupant() {
        return Optional.ofNullable(occupant);
    }

    /** Nobody is there any more. */
    void vacate() {
        occupant = null;
    }
}
