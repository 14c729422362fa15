package uk.route2b.prove.power;

import java.util.Arrays;
import java.util.stream.Collectors;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/** Syncs that a victim asks for and does not get, to show that the checker finds what is lost by that. */
public enum PowerPlant {
    NONE("none", "no fault", Victim.ANY, ""),
    SYNCHRONOUS_OFF(
            "synchronous-off",
            "no sync of the gateway's SQLite is done, which is what PRAGMA synchronous = OFF leaves out",
            Victim.GATEWAY,
            "file folder"),
    FOLDER_FSYNC_LEFT_OUT(
            "folder-fsync-left-out",
            "no folder of the CEM is synced, so new names and renames are not on the medium",
            Victim.CEM,
            "folder"),
    FSYNC_LEFT_OUT("fsync-left-out", "no file of the CEM is synced, so a name may have no content", Victim.CEM, "file");

    /** Whose power is cut. */
    enum Victim {
        ANY,
        GATEWAY,
        CEM
    }

    private final String word;
    private final String meaning;
    private final Victim victim;
    private final String lies;

    PowerPlant(String word, String meaning, Victim victim, String lies) {
        this.word = word;
        this.meaning = meaning;
        this.victim = victim;
        this.lies = lies;
    }

    /** The fault with this name, {@code none} for none. */
    public static PowerPlant named(String word) {
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

    Victim victim() {
        return victim;
    }

    /** Which syncs gateways or CEMs are lied to about. */
    String lies(boolean gateway) {
        boolean meant = victim == (gateway ? Victim.GATEWAY : Victim.CEM);
        return meant ? lies : "";
    }
}
