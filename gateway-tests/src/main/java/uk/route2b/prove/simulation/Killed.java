package uk.route2b.prove.simulation;

/** Ends what a process that was just killed is in the middle of. Whatever catches it finds store and sockets dead. */
final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
        super("killed", null, false, false);
    }
}
