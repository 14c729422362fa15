package uk.route2b.prove.power;

/**
 * What power cuts did.
 *
 * @param cuts how many
 * @param pending cuts at which something was not synced
 * @param droppedWrites writes and truncations that were lost
 * @param tornWrites writes of which some sectors were lost
 * @param droppedNames new names, renames and deletions that were lost
 */
record CutCounts(int cuts, int pending, int droppedWrites, int tornWrites, int droppedNames) {
    static final CutCounts NONE = new CutCounts(0, 0, 0, 0, 0);

    CutCounts plus(CutCounts other) {
        return new CutCounts(
                cuts + other.cuts,
                pending + other.pending,
                droppedWrites + other.droppedWrites,
                tornWrites + other.tornWrites,
                droppedNames + other.droppedNames);
    }
}
