package uk.route2b.prove.plant;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import uk.route2b.client.spi.Journal;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.process.Report;
import uk.route2b.server.store.GatewayStore;

/**
 * A fault that is planted to show that the checkers can fail. Each stands around the store of the gateway or the
 * journal of the CEM, in a process of its own, and nowhere in what is shipped.
 */
public enum Plant {
    NONE("none", "no fault", List.of()),
    RECEIPT_BEFORE_STORE(
            "receipt-before-store",
            "store and journal say that it is stored, and store it half a second later",
            List.of("DOWN_1_QUEUED", "CEM_DOWN_3_ANSWERED", "UP_3_FORWARDED", "CEM_DOWN_2_STORED")),
    FSYNC_LEFT_OUT(
            "fsync-left-out",
            "what is written stays in the process and waits for a sync that never comes, so a kill takes all of it",
            List.of("DOWN_1_QUEUED", "CEM_DOWN_3_ANSWERED", "UP_3_FORWARDED")),
    MEMORY_FORGOTTEN(
            "memory-forgotten",
            "the memory of 64 is empty after a start and after a hello",
            List.of("CEM_UP_2_SENT", "UP_4_VTN_ANSWERED", "CEM_UP_3_ANSWER_TAKEN", "UP_5_ANSWER_STORED")),
    OLD_EPOCH(
            "old-epoch",
            "the store believes every epoch, so a node that slept goes on with a session that has moved",
            List.of()),
    ANSWER_LOST(
            "answer-lost",
            "an answered message that comes again is taken for a new one, because its answer was dropped",
            List.of("CEM_UP_3_ANSWER_TAKEN", "UP_5_ANSWER_STORED", "UP_6_ANSWER_SENT"));

    /** What stands before the name of a step of the CEM, to tell it from one of the gateway. */
    public static final String CEM = "CEM_";

    private final String word;
    private final String meaning;
    private final List<String> shownAt;

    Plant(String word, String meaning, List<String> shownAt) {
        this.word = word;
        this.meaning = meaning;
        this.shownAt = shownAt;
    }

    /** The fault with this name, {@code none} for none. */
    public static Plant named(String word) {
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
                .map(plant -> String.format("%-22s%s", plant.word, plant.meaning))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Its name on the command line. */
    public String word() {
        return word;
    }

    /** Steps at which a kill shows it soonest. */
    public List<String> shownAt() {
        return shownAt;
    }

    /** Whether it takes two nodes. */
    public boolean needsTwoNodes() {
        return this == OLD_EPOCH;
    }

    /** The store with this fault. */
    public GatewayStore around(GatewayStore store, Report report) {
        return switch (this) {
            case RECEIPT_BEFORE_STORE -> HeldBackStore.around(store, report);
            case MEMORY_FORGOTTEN -> ForgetfulStore.around(store, remembered -> true, report);
            case ANSWER_LOST -> ForgetfulStore.around(store, remembered -> remembered.isAnswered(), report);
            case OLD_EPOCH -> EpochBlindStore.around(store, report);
            case NONE, FSYNC_LEFT_OUT -> store;
        };
    }

    /** The journal with this fault. */
    public Journal around(Journal journal, Report report) {
        return switch (this) {
            case RECEIPT_BEFORE_STORE -> HeldBackJournal.heldBack(journal, report);
            case FSYNC_LEFT_OUT -> HeldBackJournal.neverSynced(journal, report);
            case NONE, MEMORY_FORGOTTEN, OLD_EPOCH, ANSWER_LOST -> journal;
        };
    }

    /** The database file that the gateway really uses. */
    public Path database(Path file) {
        return this == FSYNC_LEFT_OUT ? UnsyncedFile.copyOf(file) : file;
    }
}
