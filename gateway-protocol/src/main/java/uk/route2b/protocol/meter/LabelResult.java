package uk.route2b.protocol.meter;

/** What became of one label of a command. */
public record LabelResult(int index, AccessResult result) {
    /** As an operator reads it: {@code 3:FA}. */
    @Override
    public String toString() {
        return index + ":" + result;
    }
}
