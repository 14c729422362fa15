package uk.route2b.prove.simulation;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.plant.StoreOverlay;
import uk.route2b.prove.process.Report;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.vtn.PushedPayload;

/** A fault that is planted to show that the simulation can fail. None of it is in anything that is shipped. */
public enum SimulationPlant {
    NONE("none", "no fault"),
    MEMORY_FORGOTTEN("memory-forgotten", "the memory of 64 is empty for what comes by 2a, and whole for 2b"),
    ANSWER_DROPPED("answer-dropped", "an answered message that comes again is taken for a new one"),
    WRONG_SUPERSESSION("wrong-supersession", "every message replaces those of its kind, not lists of events alone"),
    EPOCH_IGNORED("epoch-ignored", "the store believes every epoch, so a gateway that slept goes on"),
    EXPIRED_SENT("expired-sent", "nothing expires, so what is worth nothing any more is signed and sent"),
    RECEIPT_BEFORE_JOURNAL("receipt-before-journal", "a CEM says that it holds a message and loses it with the power");

    private final String word;
    private final String meaning;

    SimulationPlant(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** The fault with this name, {@code none} for none. */
    public static SimulationPlant named(String word) {
        return Arrays.stream(values())
                .filter(plant -> plant.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "--plant " + word, "there is no such fault", "--plant list names them"));
    }

    /** One line for each fault. */
    public static String list() {
        return Arrays.stream(values())
                .filter(plant -> plant != NONE)
                .map(plant -> String.format("%-24s%s", plant.word, plant.meaning))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Its name on the command line. */
    public String word() {
        return word;
    }

    GatewayStore around(GatewayStore store) {
        return switch (this) {
            case ANSWER_DROPPED -> Plant.ANSWER_LOST.around(store, silent());
            case EPOCH_IGNORED -> Plant.OLD_EPOCH.around(store, silent());
            case EXPIRED_SENT ->
                StoreOverlay.over(store, call -> call.name().equals("expire") ? List.of() : call.proceed());
            default -> store;
        };
    }

    /** The store as what comes by 2a sees it. */
    GatewayStore aroundForMeters(GatewayStore store) {
        return this == MEMORY_FORGOTTEN ? Plant.MEMORY_FORGOTTEN.around(store, silent()) : store;
    }

    private static Report silent() {
        return new Report(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    PushedPayload pushed(PushedPayload payload) {
        return this == WRONG_SUPERSESSION
                ? new PushedPayload(payload.ven(), payload.kind(), payload.urgent(), true, payload.exchange())
                : payload;
    }

    boolean isEarlyJournal() {
        return this == RECEIPT_BEFORE_JOURNAL;
    }
}
