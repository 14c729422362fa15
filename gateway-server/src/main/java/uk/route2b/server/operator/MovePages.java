package uk.route2b.server.operator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.move.MoveOrder;
import uk.route2b.server.move.MoveOutcome;
import uk.route2b.server.move.Moves;
import uk.route2b.server.store.Move;
import uk.route2b.server.store.MovedCem;

/** Moves as an operator orders, sees and stops them. Safe for use by several threads. */
public final class MovePages {
    /** As many as one answer lists. */
    private static final int PAGE = 100;

    private final Moves moves;
    private final Audit audit;

    /** @param audit is told who ordered what */
    public MovePages(Moves moves, Audit audit) {
        this.moves = moves;
        this.audit = audit;
    }

    /**
     * A move. Each CEM is counted in one of the last four numbers.
     *
     * @param state running, stopped, or finished once no CEM waits any more
     */
    public record Report(
            String move,
            String dsrsp,
            String state,
            long configuration,
            List<String> endpoints,
            List<String> gateway,
            String issuer,
            String started,
            int perMinute,
            long toDo,
            long pending,
            long done,
            long failed) {
        static Report of(Move move) {
            boolean over = move.toDo() == 0 && move.pending() == 0;
            return new Report(
                    Long.toString(move.number()),
                    move.dsrsp().toString(),
                    over ? "finished" : move.stopped() ? "stopped" : "running",
                    move.target().version(),
                    move.target().endpoints().stream().map(Object::toString).toList(),
                    move.target().gateway().stream().map(Object::toString).toList(),
                    move.target().issuer().toString(),
                    Instant.ofEpochMilli(move.startedMillis()).toString(),
                    move.perMinute(),
                    move.toDo(),
                    move.pending(),
                    move.done(),
                    move.failed());
        }
    }

    /** All of them, the newest first. */
    public record All(List<Report> moves) {}

    /**
     * One of them with some of its CEMs.
     *
     * @param next what to give as {@code after} for the page after this one; empty text where this is the last
     */
    public record One(Report move, List<CemOfMove> cems, String next) {}

    /** A CEM of a move. */
    public record CemOfMove(String cem, String state, String reason, String begun) {
        static CemOfMove of(MovedCem moved) {
            String begun = moved.begunMillis().isPresent()
                    ? Instant.ofEpochMilli(moved.begunMillis().getAsLong()).toString()
                    : "";
            return new CemOfMove(moved.cem().toString(), moved.progress().name(), moved.reason(), begun);
        }
    }

    /** What came of an order: the move, or why there is none. */
    public record Ordered(Optional<Report> move, List<String> reasons) {}

    public All all() {
        return new All(moves.all().stream().map(Report::of).toList());
    }

    /** One move, and its CEMs after {@code after}; empty if there is none with this number. */
    public Optional<One> one(long number, Optional<EntityIdentifier> after) {
        return moves.find(number).map(move -> {
            List<MovedCem> cems = moves.cems(number, after, PAGE);
            String next =
                    cems.size() < PAGE ? "" : cems.get(cems.size() - 1).cem().toString();
            return new One(Report.of(move), cems.stream().map(CemOfMove::of).toList(), next);
        });
    }

    /** Begins what {@code body} orders. */
    public Ordered order(Octets body) {
        try {
            MoveOutcome outcome = moves.order(MoveOrder.read(body));
            note(outcome);
            return outcome instanceof MoveOutcome.Started started
                    ? new Ordered(Optional.of(Report.of(started.move())), List.of())
                    : new Ordered(Optional.empty(), ((MoveOutcome.Refused) outcome).reasons());
        } catch (MalformedException malformed) {
            return new Ordered(Optional.empty(), List.of(String.valueOf(malformed.getMessage())));
        }
    }

    private void note(MoveOutcome outcome) {
        audit.note(
                outcome instanceof MoveOutcome.Started started
                        ? Verdict.of(Check.OPERATOR, Ruling.ORDERED, "move", "")
                                .with("move", started.move().number())
                                .with("dsrsp", started.move().dsrsp())
                                .with("configuration", started.move().target().version())
                        : Verdict.of(Check.OPERATOR, Ruling.REFUSED, "move", "order")
                                .with("detail", String.join("; ", ((MoveOutcome.Refused) outcome).reasons())));
    }

    /** The move as it stands once it is stopped; empty if there is none with this number. */
    public Optional<Report> stop(long number) {
        boolean stopped = moves.stop(number);
        if (stopped) {
            audit.note(Verdict.of(Check.OPERATOR, Ruling.ORDERED, "move stopped", "")
                    .with("move", number));
        }
        return stopped ? moves.find(number).map(Report::of) : Optional.empty();
    }
}
