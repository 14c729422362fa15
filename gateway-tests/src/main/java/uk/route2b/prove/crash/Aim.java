package uk.route2b.prove.crash;

/**
 * When and whom a round kills.
 *
 * @param victim which end
 * @param step the step at which it is killed; empty for a random moment
 * @param nth which time that step is reached
 * @param delayMillis how long to wait at a random moment
 * @param how what happens besides
 */
public record Aim(Victim victim, String step, int nth, int delayMillis, How how) {
    /** An end. */
    public enum Victim {
        GATEWAY,
        CEM
    }

    /** What happens besides the kill. */
    public enum How {
        /** Nothing. */
        PLAIN,
        /** Before it a link is taken away without the gateway noticing, so the CEM's next one takes over. */
        TAKEOVER,
        /** The process is killed again while it is coming up. */
        AGAIN,
        /** Before it the node sleeps while its CEMs move to another, and wakes up with their old sessions. */
        SLEEP
    }

    /** How it is counted: the end's name and the step, or that it was at random. */
    public String name() {
        String prefix = victim == Victim.GATEWAY ? "gateway " : "cem ";
        return prefix + (step.isEmpty() ? how.name().toLowerCase(java.util.Locale.ROOT) : step);
    }
}
