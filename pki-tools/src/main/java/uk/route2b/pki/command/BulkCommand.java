package uk.route2b.pki.command;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.bulk.DevicePlan;
import uk.route2b.pki.issue.Authority;
import uk.route2b.protocol.identity.EntityIdentifier;

/** {@code pki bulk}. */
@Command(
        name = "bulk",
        description = {
            "Makes keys and certificates of many devices, with entity identifiers one after the other: FOLDER/EUI.pem"
                    + " and FOLDER/EUI.key.",
            "The work is done in FOLDER.partial and renamed at the end. A run that was stopped goes on when the same"
                    + " command is given again. FOLDER/manifest.jsonl lists what is there."
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki bulk --dir test-pki --first 00-DB-12-34-00-00-00-00 --count 10000 --out fleet"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BulkCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    private final Surroundings surroundings;

    @Mixin
    private FolderOption folder;

    @Option(names = "--first", required = true, paramLabel = "EUI", description = "The first entity identifier.")
    private EntityIdentifier first;

    @Option(names = "--count", required = true, paramLabel = "N", description = "How many, 1 to 1000000.")
    private int count;

    @Option(
            names = "--use",
            paramLabel = "USE",
            defaultValue = "signing",
            description = "What the keys are for: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private DeviceUse use;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "A new or empty folder.")
    private Path target;

    @Option(names = "--json", description = "Say what was made as JSON.")
    private boolean json;

    @Mixin
    private Determinism determinism;

    BulkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireRoom();
        Instant start = surroundings.clock().instant();
        int before = new Workshop(surroundings).run(plan(), target, "devices");
        Duration taken = Duration.between(start, surroundings.clock().instant());
        new BulkAnswer(target, count, before, taken).say(surroundings.console(), json);
        return ExitCode.DONE.number();
    }

    private void requireRoom() {
        Bounds.within("--count", count, 1, MOST);
        long last = first.bits() + count - 1;
        if (Long.compareUnsigned(last, first.bits()) < 0) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--first " + first,
                    "there are not " + count + " entity identifiers from there on",
                    "begin lower");
        }
    }

    private DevicePlan plan() {
        AuthorityFolder opened = folder.open();
        Authority authority = opened.authority(
                Member.DEVICE_CA, determinism.clock(surroundings), determinism.random(surroundings, "bulk"));
        Function<String, Authority> each = determinism.seed().isEmpty()
                ? name -> authority
                : name -> authority.with(determinism.random(surroundings, "bulk " + use + " " + name));
        return new DevicePlan(authority, each, use.keyUse(), first, count, determinism.parameters());
    }
}
