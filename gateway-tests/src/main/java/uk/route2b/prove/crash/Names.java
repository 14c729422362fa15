package uk.route2b.prove.crash;

/** The names of counts, as they stand in results and in docs/proofs.md. */
public final class Names {
    public static final String ROUNDS = "rounds";
    public static final String KILLS = "kills";
    public static final String KILLS_AT = "kills at ";
    public static final String KILLS_OF = "kills of ";
    public static final String UNDER_WAY = "kills while messages were unanswered both ways";
    public static final String NOT_REACHED = "steps not reached in time";
    public static final String RESTARTS = "restarts";
    public static final String TAKEOVERS = "takeovers (4001)";
    public static final String SLEEPS = "nodes that slept while their CEMs moved";
    public static final String RESENDS = "resends seen on the wire";
    public static final String ANSWERS_AGAIN = "answers seen again on the wire";
    public static final String JOINS = "pushes joined";
    public static final String IN_DOUBT = "answers in doubt";
    public static final String SUPERSEDED = "lists of events superseded";
    public static final String REPEATS = "last-hop repeats";
    public static final String STALE = "refusals of a stale session";
    public static final String PUSHES = "pushes acknowledged";
    public static final String REFUSED = "pushes refused for good: ";
    public static final String DELIVERIES = "deliveries to VENs";
    public static final String REQUESTS = "requests answered by the VTN";
    public static final String MESSAGES = "signed messages on the wire";
    public static final String CHECKS = "checks of settled books";
    public static final String PLANTED = "planted faults at work";

    private Names() {}
}
