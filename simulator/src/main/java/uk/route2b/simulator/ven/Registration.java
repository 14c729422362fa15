package uk.route2b.simulator.ven;

import java.util.Optional;

/** How far the VEN has come with its registration. */
final class Registration {
    /** The next thing to do. */
    enum Stage {
        /** Ask what the VTN offers. */
        QUERY,
        /** Register. */
        CREATE,
        /** Say which reports there are. */
        REPORT,
        /** Nothing: registered. */
        DONE,
        /** Nothing: the registration has ended. */
        ENDED;

        boolean isSettled() {
            return this == DONE || this == ENDED;
        }
    }

    private Stage stage = Stage.QUERY;
    private String registrationId = "";
    private Optional<String> pushAddress = Optional.empty();

    /** Pushes are heard at {@code address}; said before the VEN registers. */
    synchronized void pushesTo(String address) {
        pushAddress = Optional.of(address);
    }

    synchronized Optional<String> pushAddress() {
        return pushAddress;
    }

    synchronized Stage stage() {
        return stage;
    }

    synchronized void reached(Stage next) {
        stage = next;
    }

    synchronized void registered(String id) {
        registrationId = id;
        stage = Stage.REPORT;
    }

    /** The VTN wants it done anew. */
    synchronized void again() {
        stage = Stage.CREATE;
    }

    /** The VTN has cancelled it. */
    synchronized void end() {
        registrationId = "";
        stage = Stage.ENDED;
    }

    synchronized String registrationId() {
        return registrationId;
    }
}
