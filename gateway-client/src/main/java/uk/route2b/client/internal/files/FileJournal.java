package uk.route2b.client.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.spi.Journal;
import uk.route2b.protocol.octets.Octets;

/**
 * The journal as files, without a database.
 *
 * <pre>
 * FOLDER/lock             held while open
 * FOLDER/state            the commit point
 * FOLDER/messages/NAME    one body each
 * </pre>
 *
 * <p>A commit writes each new body to NAME.new, waits for the medium, renames it, waits for the folder, and only then
 * does the same with the state. Bodies that no state names are swept out after the next commit.
 *
 * <p>A commit that failed leaves the old state or the new one on the medium. The next one first writes the old one
 * again, all of it: names of bodies are used again, so a new state must not be left to find others under them; and
 * after a failed fsync nothing that is in the file already may be relied on.
 */
public final class FileJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
    private static final String NEW = ".new";

    private final Disk disk;
    private final Path state;
    private final Path messages;
    private final FileChannel lock;
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private @Nullable Octets last;
    private boolean inDoubt;
    private boolean adopted;

    private FileJournal(Disk disk, Path folder, FileChannel lock) throws IOException {
        this.disk = disk;
        this.state = folder.resolve("state");
        this.messages = folder.resolve("messages");
        this.lock = lock;
        Files.createDirectories(messages);
        try (Stream<Path> files = Files.list(messages)) {
            files.forEach(file -> present.add(String.valueOf(file.getFileName())));
        }
    }

    /** Opens {@code folder}, making it if it is absent. */
    public static FileJournal open(Path folder) throws IOException {
        return open(folder, Disk.REAL);
    }

    /** Where a restore makes the folder that will be {@code folder}. */
    static Path restoring(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".restoring");
    }

    static FileJournal open(Path folder, Disk disk) throws IOException {
        requireRestored(folder);
        make(folder, disk);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            requireLock(channel, folder);
            FileJournal journal = new FileJournal(disk, folder, channel);
            journal.requireWhole();
            return journal;
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    /** A new folder's name has to be on the medium too, or a power cut takes the folder with all that is in it. */
    private static void make(Path folder, Disk disk) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = absolute.getParent();
        if (parent != null) {
            make(parent, disk);
            Files.createDirectories(absolute);
            disk.syncFolder(parent);
        }
    }

    private static void requireRestored(Path folder) throws IOException {
        if (Files.exists(restoring(folder)) && !Files.exists(folder.resolve("state"))) {
            throw new IOException("a restore of " + folder + " was interrupted. Run route2b cem restore again");
        }
    }

    private static void requireLock(FileChannel channel, Path folder) throws IOException {
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return;
            }
        } catch (OverlappingFileLockException sameProgram) {
            throw inUse(folder);
        }
        throw inUse(folder);
    }

    private static IOException inUse(Path folder) {
        return new IOException(folder + " is in use by another CEM. Stop that one, or name another state folder");
    }

    /** The first commit has no bodies, so bodies without a state mean that the state was lost. */
    private void requireWhole() throws IOException {
        if (!Files.exists(state) && !present.isEmpty()) {
            throw new IOException(state + " is missing although messages are there. Nothing was changed. "
                    + "Restore the whole folder from a copy, or commission this CEM again with an empty folder");
        }
    }

    @Override
    public Optional<Octets> state() throws IOException {
        if (last == null && Files.exists(state)) {
            last = SealedFile.open(state);
        }
        return Optional.ofNullable(last);
    }

    @Override
    public Octets body(String name) throws IOException {
        return SealedFile.open(file(name));
    }

    @Override
    public void commit(Octets next, Map<String, Octets> added, Set<String> kept) throws IOException {
        Optional<Octets> before = state();
        if (inDoubt && before.isPresent()) {
            putState(before.get());
        }
        inDoubt = true;
        putBodies(added);
        putState(next);
        inDoubt = false;
        last = next;
        sweep(kept);
    }

    private void putBodies(Map<String, Octets> added) throws IOException {
        for (Map.Entry<String, Octets> body : added.entrySet()) {
            present.add(body.getKey());
            put(file(body.getKey()), body.getValue());
        }
        if (!added.isEmpty() || adopted) {
            disk.syncFolder(messages);
            adopted = false;
        }
    }

    /** Writes a body that the next commit keeps: one at a time where all of them do not fit into memory. */
    void adopt(String name, Octets body) throws IOException {
        present.add(name);
        put(file(name), body);
        adopted = true;
    }

    private void putState(Octets octets) throws IOException {
        put(state, octets);
        disk.syncFolder(state.resolveSibling(""));
    }

    private void put(Path file, Octets octets) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + NEW);
        try {
            disk.write(fresh, SealedFile.seal(octets));
        } catch (IOException failed) {
            discard(fresh);
            throw failed;
        }
        disk.rename(fresh, file);
    }

    /** A full disk needs its room, and after a failed fsync the next try has to be another file. */
    private void discard(Path fresh) {
        try {
            disk.delete(fresh);
        } catch (IOException untidy) {
            LOG.debug("journal: {} could not be deleted either", fresh, untidy);
        }
    }

    /** The state is durable already, so a file that will not go is only untidy; the next commit tries it again. */
    private void sweep(Set<String> kept) {
        Set<String> gone = new HashSet<>(present);
        gone.removeAll(kept);
        for (String name : gone) {
            try {
                disk.delete(messages.resolve(name));
                present.remove(name);
            } catch (IOException untidy) {
                LOG.warn("journal: {} could not be deleted, the next commit tries again", name, untidy);
            }
        }
    }

    private Path file(String name) {
        if (!name.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("the name of a body has letters, digits and hyphens");
        }
        return messages.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
