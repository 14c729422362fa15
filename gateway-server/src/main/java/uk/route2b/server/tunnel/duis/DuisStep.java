package uk.route2b.server.tunnel.duis;

/** The services of the DCC by the names that it gives them. */
public enum DuisStep {
    TRANSFORM("Transform"),
    SEND("Send");

    private final String text;

    DuisStep(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
