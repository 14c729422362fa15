package uk.route2b.server.audit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.octets.Octets;

/**
 * The chain of one node: appends records, begins a new file when one is full, and goes on after whatever a fall left.
 * Used by one thread at a time, but for {@link Unsynced#sync}.
 */
final class AuditChain implements AutoCloseable {
    private final AuditFolder folder;
    private final String node;
    private final long fileOctets;
    private final InstantSource clock;
    private FileOutputStream file;
    private long number;
    private Octets hash;
    private long size;
    private boolean unsynced;

    private AuditChain(AuditFolder folder, String node, long fileOctets, InstantSource clock, FileOutputStream file) {
        this.folder = folder;
        this.node = node;
        this.fileOctets = fileOctets;
        this.clock = clock;
        this.file = file;
        this.number = 0;
        this.hash = AuditLine.START;
    }

    /** Opens the chain where it ends, and says so in it if the last file ends in the middle of a line. */
    static AuditChain open(AuditFolder folder, String node, long fileOctets, InstantSource clock) throws IOException {
        Files.createDirectories(folder.folder());
        List<Path> files = folder.files(node);
        Path last = files.isEmpty() ? folder.file(node, 1) : files.get(files.size() - 1);
        AuditTail tail = Files.exists(last) ? AuditTail.of(last) : AuditTail.NOTHING;
        AuditChain chain = new AuditChain(folder, node, fileOctets, clock, stream(last));
        boolean done = false;
        try {
            chain.goOn(tail, before(files));
            done = true;
        } finally {
            if (!done) {
                chain.file.close();
            }
        }
        return chain;
    }

    /** Where the file before the last one ends: for a last one in which not one record is whole. */
    private static AuditTail before(List<Path> files) throws IOException {
        return files.size() < 2 ? AuditTail.NOTHING : AuditTail.of(files.get(files.size() - 2));
    }

    /** A stream and not a channel: a channel is closed when a thread that writes to it is interrupted. */
    private static FileOutputStream stream(Path path) throws IOException {
        return new FileOutputStream(path.toFile(), true);
    }

    private void goOn(AuditTail tail, AuditTail before) throws IOException {
        AuditTail last = tail.number() > 0 ? tail : before;
        number = last.number();
        hash = last.hash();
        size = tail.whole() + tail.rest();
        if (!tail.lineEnds()) {
            write(new byte[] {'\n'});
        }
        if (tail.whole() == 0) {
            put(next -> AuditText.file(next, now(), node, hash));
        }
        if (tail.rest() > 0) {
            put(next -> AuditText.torn(next, now(), tail.whole(), tail.rest()));
        }
    }

    /** How far the chain has come: the last record. */
    record Place(long number, Octets hash) {}

    /** Where it ends now. */
    Place place() {
        return new Place(number, hash);
    }

    /** Appends a record; if it fails the chain has to be opened again. */
    void append(LongFunction<ObjectNode> record) throws IOException {
        if (size >= fileOctets) {
            rotate();
        }
        put(record);
    }

    private void put(LongFunction<ObjectNode> record) throws IOException {
        long next = number + 1;
        AuditLine line = AuditLine.after(hash, JsonText.write(record.apply(next)));
        write(line.octets());
        number = next;
        hash = line.hash();
    }

    /** What has to reach the disk; from any thread, beside {@link #append}. */
    record Unsynced(Optional<FileOutputStream> file) {
        /** What was appended before this was taken survives a power cut. */
        void sync() throws IOException {
            if (file.isPresent()) {
                file.get().getFD().sync();
            }
        }
    }

    /** What was appended since the last time. */
    Unsynced unsynced() {
        Unsynced taken = new Unsynced(Optional.of(file).filter(written -> unsynced));
        unsynced = false;
        return taken;
    }

    /** Whether records still go where {@code taken} was written; a file that is full was synchronised as it ended. */
    boolean isWriting(Unsynced taken) {
        return taken.file().filter(file::equals).isPresent();
    }

    /** The next file may not reach the disk before this one has, or a power cut would leave a hole. */
    private void rotate() throws IOException {
        file.getFD().sync();
        FileOutputStream full = file;
        file = stream(folder.file(node, number + 1));
        size = 0;
        full.close();
        put(next -> AuditText.file(next, now(), node, hash));
    }

    private void write(byte[] octets) throws IOException {
        unsynced = true;
        file.write(octets);
        size += octets.length;
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void close() throws IOException {
        file.getFD().sync();
        file.close();
    }
}
