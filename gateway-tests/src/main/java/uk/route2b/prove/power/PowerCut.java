package uk.route2b.prove.power;

import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** One power cut: from a folder as it was and the trace of a life to the folder that the next life finds. */
final class PowerCut {
    private final Medium medium;
    private final Mercy mercy;
    private final Random random;
    private int droppedWrites;
    private int tornWrites;
    private int droppedNames;

    private PowerCut(Medium before, Mercy mercy, Random random) {
        this.medium = before;
        this.mercy = mercy;
        this.random = random;
    }

    /** Changes {@code before} into what is left after {@code trace}. */
    static CutCounts strike(Medium before, Trace trace, Mercy mercy, Random random) {
        return new PowerCut(before, mercy, random).strike(trace);
    }

    private CutCounts strike(Trace trace) {
        BitSet pending = pending(trace);
        BitSet spared = mercy.spare(pending, random);
        for (int index = 0; index < trace.changes().size(); index++) {
            Change change = trace.changes().get(index);
            if (!pending.get(index)) {
                medium.apply(change);
            } else if (spared.get(index)) {
                applySpared(change);
            } else {
                drop(change);
            }
        }
        return new CutCounts(1, pending.isEmpty() ? 0 : 1, droppedWrites, tornWrites, droppedNames);
    }

    private static BitSet pending(Trace trace) {
        BitSet pending = new BitSet();
        for (int index = 0; index < trace.changes().size(); index++) {
            Change change = trace.changes().get(index);
            pending.set(index, (change.isContent() || change.isName()) && !trace.isSynced(index));
        }
        return pending;
    }

    private void applySpared(Change change) {
        List<Change> sectors =
                mercy == Mercy.TORN && change.kind() == Change.Kind.WRITTEN ? Medium.sectors(change) : List.of();
        if (sectors.size() < 2) {
            medium.apply(change);
            return;
        }
        int kept = 0;
        for (Change sector : sectors) {
            if (random.nextBoolean()) {
                medium.apply(sector);
                kept++;
            }
        }
        tornWrites += kept < sectors.size() ? 1 : 0;
    }

    private void drop(Change change) {
        if (change.isName()) {
            droppedNames++;
        } else {
            droppedWrites++;
        }
    }
}
