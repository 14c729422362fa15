package uk.route2b.simulator.openadr;

/** Where an event stands, in the words of the schema. */
public enum EventStatus {
    /** It lies in the future. */
    FAR("far"),
    /** It is on. */
    ACTIVE("active"),
    /** It is over. */
    COMPLETED("completed"),
    /** It will not be, or no longer is. */
    CANCELLED("cancelled");

    private final String word;

    EventStatus(String word) {
        this.word = word;
    }

    /** Its word in XML. */
    public String word() {
        return word;
    }

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return this == COMPLETED || this == CANCELLED;
    }
}
