package uk.route2b.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Protection;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.server.schedule.Timers;

/**
 * The audit of one node in files. A record is handed to the operating system before {@link #note} returns, so a process
 * that is killed loses none; it is synchronised to the disk a moment later, so a power cut may take those of that
 * moment. What cannot be written is counted, told by {@link #problem} and, once writing works again, by a record.
 *
 * <p>No verdict waits for a signature or for the disk, but where a file is full: both are done beside, on the timers.
 */
public final class FileAudit implements Audit, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileAudit.class);
    /** Between two records of what was counted of CEMs. */
    private static final Duration COUNTS = Duration.ofMinutes(1);
    /** Between two tries to write again after a failure. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final AuditSettings settings;
    private final Optional<AuditHead> signer;
    private final InstantSource clock;
    private final Timers timers;
    private final StrangerCounts strangers = new StrangerCounts();
    private final CemRefusals refusals = new CemRefusals();
    private @Nullable AuditChain chain;
    private long lost;
    private Instant notBefore = Instant.MIN;
    private boolean syncDue;
    private boolean countsDue;
    private boolean closed;

    private FileAudit(AuditSettings settings, Optional<AuditHead> signer, InstantSource clock, Timers timers) {
        this.settings = settings;
        this.signer = signer;
        this.clock = clock;
        this.timers = timers;
    }

    /**
     * Opens the chain where it ended; signs its head now, each hour, and at the end.
     *
     * @param timers its own: what runs on them waits for the disk and for the key
     * @param signer empty: heads are not signed
     */
    public static FileAudit open(AuditSettings settings, Optional<AuditHead> signer, InstantSource clock, Timers timers)
            throws IOException {
        FileAudit audit = new FileAudit(settings, signer, clock, timers);
        audit.begin();
        return audit;
    }

    private void begin() throws IOException {
        synchronized (this) {
            chain = reopened();
        }
        hourly();
    }

    private AuditChain reopened() throws IOException {
        AuditFolder folder = new AuditFolder(settings.folder());
        return AuditChain.open(folder, settings.node(), settings.fileOctets(), clock);
    }

    @Override
    public synchronized void note(Verdict verdict) {
        Optional<CemRefusals.Who> refused = verdict.refused();
        if (refused.isEmpty() || refusals.sample(refused.get(), verdict.reason())) {
            write(number -> AuditText.verdict(number, clock.instant(), verdict));
        } else if (!countsDue) {
            countsDue = true;
            timers.after(COUNTS, this::counts);
        }
    }

    /** What was counted of CEMs in the last minute, a record for each. */
    private synchronized void counts() {
        countsDue = false;
        if (!closed) {
            refusals.take()
                    .forEach((cem, counts) -> write(number -> {
                        ObjectNode json = AuditText.begin(number, clock.instant(), AuditText.REFUSALS);
                        json.put("dsrsp", cem.dsrsp()).put("cem", cem.cem());
                        return counts(json, counts);
                    }));
        }
    }

    private static ObjectNode counts(ObjectNode json, Map<String, Long> counts) {
        ObjectNode refused = json.putObject("refused");
        counts.forEach(refused::put);
        return json;
    }

    @Override
    public synchronized void stranger(String reason, String peer) {
        if (strangers.count(reason)) {
            note(Verdict.of(Check.AUTHENTICATION, Ruling.REFUSED, "stranger", reason)
                    .with("peer", peer));
        }
    }

    /** Makes the record with this number. */
    private interface Entry extends java.util.function.LongFunction<ObjectNode> {}

    private void write(Entry record) {
        if (closed) {
            LOG.warn("a verdict after the audit was closed is not in it");
            return;
        }
        try {
            open().append(record);
            syncSoon();
        } catch (IOException failed) {
            failed(failed);
        }
    }

    /** The chain; after a failure it is opened again, and what was not written is told first. */
    private AuditChain open() throws IOException {
        AuditChain known = chain;
        if (known != null) {
            return known;
        }
        if (clock.instant().isBefore(notBefore)) {
            throw new IOException("the audit could not be written a moment ago");
        }
        // Also if this fails: opening reads the last file, and every verdict waits for it.
        notBefore = clock.instant().plus(AGAIN);
        AuditChain again = reopened();
        long missing = lost;
        try {
            again.append(number ->
                    AuditText.begin(number, clock.instant(), AuditText.GAP).put("records", missing));
        } catch (IOException still) {
            abandon(again);
            throw still;
        }
        LOG.warn("the audit is written again; {} records are missing", missing);
        lost = 0;
        chain = again;
        return again;
    }

    private void failed(IOException failure) {
        lost++;
        AuditChain broken = chain;
        chain = null;
        if (broken != null) {
            LOG.error("the audit in {} cannot be written", settings.folder(), failure);
            notBefore = clock.instant().plus(AGAIN);
            abandon(broken);
        }
    }

    private static void abandon(AuditChain broken) {
        try {
            broken.close();
        } catch (IOException second) {
            LOG.debug("an audit file that failed does not close; the first failure is told", second);
        }
    }

    private void syncSoon() {
        if (!syncDue) {
            syncDue = true;
            timers.after(settings.sync(), this::sync);
        }
    }

    /** Whether all that was written before this has reached the disk. */
    private boolean sync() {
        AuditChain known;
        AuditChain.Unsynced written;
        synchronized (this) {
            syncDue = false;
            known = chain;
            if (closed || known == null) {
                return false;
            }
            written = known.unsynced();
        }
        try {
            written.sync();
            return true;
        } catch (IOException failed) {
            return isPast(known, written, failed);
        }
    }

    /** Whether a file that does not synchronise was meanwhile done with, and synchronised by that. */
    private synchronized boolean isPast(AuditChain known, AuditChain.Unsynced written, IOException failed) {
        boolean current = !closed && chain == known && known.isWriting(written);
        if (current) {
            failed(failed);
        }
        return !current;
    }

    private synchronized void hour() {
        sums();
        refusals.refill();
    }

    private void hourly() {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        try {
            hour();
            signer.ifPresent(this::head);
            sync();
            forget();
        } finally {
            // A signer that fails now may sign in an hour.
            timers.after(AuditSettings.HEADS, this::hourly);
        }
    }

    /** Files whose last record is older than they are kept for. */
    private void forget() {
        AuditFolder folder = new AuditFolder(settings.folder());
        Instant oldest = clock.instant().minus(settings.keep());
        try {
            List<Path> files = folder.files(settings.node());
            for (Path file : files.subList(0, Math.max(0, files.size() - 1))) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.delete(file);
                    note(Verdict.of(Check.OPERATOR, Ruling.ORDERED, "audit file removed", "retention")
                            .with("file", String.valueOf(file.getFileName())));
                }
            }
        } catch (IOException failed) {
            LOG.error("audit files that are past their time are not removed; it is tried again in an hour", failed);
        }
    }

    private void sums() {
        Map<String, Long> counts = strangers.take();
        if (!counts.isEmpty()) {
            write(number -> {
                ObjectNode json = AuditText.begin(number, clock.instant(), AuditText.STRANGERS);
                return counts(json, counts);
            });
        }
    }

    /** Signed over what stood there when it began; what was noted meanwhile stands between. */
    private void head(AuditHead head) {
        Optional<ObjectNode> signed = place().map(place -> signed(head, place));
        if (signed.isPresent()) {
            synchronized (this) {
                write(number ->
                        AuditText.begin(number, clock.instant(), AuditText.HEAD).setAll(signed.get()));
            }
        }
        place().ifPresent(place -> newest(head, place));
    }

    private synchronized Optional<AuditChain.Place> place() {
        return Optional.ofNullable(chain).filter(known -> !closed).map(AuditChain::place);
    }

    private ObjectNode signed(AuditHead head, AuditChain.Place place) {
        ObjectNode json = JsonText.object();
        head.into(json, settings.node(), place.number(), place.hash());
        return json;
    }

    /** The newest head in a file of its own: by it anybody sees that the end was cut off. */
    private void newest(AuditHead head, AuditChain.Place place) {
        ObjectNode json = signed(head, place);
        LOG.info(
                "audit head of {}: record {}, hash {}",
                settings.node(),
                place.number(),
                place.hash().hex());
        if (!sync()) {
            return;
        }
        try {
            Path file = new AuditFolder(settings.folder()).head(settings.node());
            new AtomicFiles(true).write(file, JsonText.write(json).toArray(), Protection.OWNER_ONLY);
        } catch (CommandFailure failed) {
            LOG.error("the newest audit head is not written beside the records; the next one is", failed);
        }
    }

    /** What is wrong with it, for the health page. */
    public synchronized Optional<String> problem() {
        return chain == null
                ? Optional.of("records cannot be written to " + settings.folder() + ": " + lost + " are missing so far")
                : Optional.empty();
    }

    /** Writes what is left and signs the last head. */
    @Override
    public void close() throws IOException {
        try {
            synchronized (this) {
                if (closed) {
                    return;
                }
                counts();
                sums();
            }
            signer.ifPresent(this::head);
        } finally {
            end();
        }
    }

    private synchronized void end() throws IOException {
        boolean first = !closed;
        closed = true;
        AuditChain known = chain;
        if (first && known != null) {
            known.close();
        }
    }
}
