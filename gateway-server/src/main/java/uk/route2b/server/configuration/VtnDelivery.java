package uk.route2b.server.configuration;

/** How what a VTN has for a VEN gets to the gateway. */
public enum VtnDelivery {
    /** The VTN pushes; registrations are rewritten to the VEN's push URL. */
    PUSH("push"),
    /** The gateway polls in the VEN's place. */
    POLL_FOR_VEN("poll-for-ven"),
    /** Neither: the VTN pushes to an address that was agreed elsewhere, or the VEN's own polls travel. */
    TRANSPARENT("transparent");

    private final String word;

    VtnDelivery(String word) {
        this.word = word;
    }

    /** As it stands in the configuration. */
    public String word() {
        return word;
    }
}
