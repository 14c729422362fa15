package uk.route2b.client.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import uk.route2b.client.StateCopy;
import uk.route2b.client.internal.session.StoredState;
import uk.route2b.client.spi.DamagedException;
import uk.route2b.protocol.octets.Octets;

/**
 * A journal's folder as one file: a ZIP of {@code copied} (the moment), {@code state} and {@code messages/NAME}, each
 * as sealed as in the folder.
 *
 * <p>No lock is needed: the state file is always whole, a body never changes under its name, and it goes only after a
 * state that does not need it is durable. So a state with all its bodies is one moment; if a body has gone, there is a
 * newer state.
 */
public final class FolderCopy {
    private static final String COPIED = "copied";
    private static final String STATE = "state";
    private static final String MESSAGES = "messages/";
    private static final int TRIES = 1000;

    private FolderCopy() {}

    /** See {@link StateCopy#take}. */
    public static StateCopy.About take(Path folder, Path file, Instant now) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            StateCopy.About about = write(folder, fresh, now);
            Disk.REAL.rename(fresh, file);
            Disk.REAL.syncFolder(file.toAbsolutePath().resolveSibling(""));
            return about;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * The state in {@code folder} as it is at this moment, without a lock; empty if there is none yet.
     *
     * @throws IOException if it is damaged or can not be read
     */
    public static Optional<StoredState> peek(Path folder) throws IOException {
        Path state = folder.resolve(STATE);
        return Files.exists(state) ? Optional.of(StoredState.read(SealedFile.open(state))) : Optional.empty();
    }

    private static StateCopy.About write(Path folder, Path fresh, Instant now) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
                Parts parts = new Parts(folder, Channels.newOutputStream(channel))) {
            Octets state = parts.all();
            parts.finish(state, now);
            channel.force(true);
            StoredState read = StoredState.read(state);
            return new StateCopy.About(now, read.summary(), read.bodies().size());
        }
    }

    /** Collects what belongs together: bodies as they are found, the state that needs no more than those last. */
    private static final class Parts implements AutoCloseable {
        private final Path folder;
        private final ZipOutputStream zip;
        private final Set<String> have = new HashSet<>();

        Parts(Path folder, OutputStream out) {
            this.folder = folder;
            this.zip = new ZipOutputStream(out);
        }

        Octets all() throws IOException {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                Octets state = SealedFile.open(folder.resolve(STATE));
                if (hasBodiesOf(state)) {
                    return state;
                }
            }
            throw new IOException("the CEM on " + folder + " is too busy to be copied. Try again");
        }

        /** Whether every body that {@code state} needs is in the file now. */
        private boolean hasBodiesOf(Octets state) throws IOException {
            for (String name : StoredState.read(state).bodies()) {
                if (!have.contains(name) && !copied(name, state)) {
                    return false;
                }
            }
            return true;
        }

        private boolean copied(String name, Octets state) throws IOException {
            try {
                put(MESSAGES + name, SealedFile.open(folder.resolve(MESSAGES).resolve(name)));
                have.add(name);
                return true;
            } catch (DamagedException gone) {
                if (SealedFile.open(folder.resolve(STATE)).equals(state)) {
                    throw gone; // no newer state, so it really is damaged
                }
                return false;
            }
        }

        private void put(String name, Octets octets) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            for (Octets part : SealedFile.seal(octets)) {
                zip.write(part.toArray());
            }
            zip.closeEntry();
        }

        void finish(Octets state, Instant now) throws IOException {
            put(STATE, state);
            zip.putNextEntry(new ZipEntry(COPIED));
            zip.write(now.toString().getBytes(StandardCharsets.US_ASCII));
            zip.closeEntry();
            zip.finish();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /**
     * See {@link StateCopy#restore}. The new folder is whole beside the old one before anything is renamed; while one
     * of them is missing no CEM starts.
     */
    public static StateCopy.Restored restore(
            Path file, Path folder, StoredState.Owner owner, Instant now, boolean replace) throws IOException {
        boolean there = Files.exists(folder.resolve(STATE));
        if (there && !replace) {
            throw new FileAlreadyExistsException(folder.resolve(STATE).toString());
        }
        if (there) {
            FileJournal.open(folder).close(); // nobody has it
        }
        Path fresh = FileJournal.restoring(folder);
        clear(fresh);
        StateCopy.About about = unpack(file, fresh, owner, now);
        Optional<Path> aside = there ? Optional.of(setAside(folder, now)) : Optional.empty();
        if (!there) {
            clear(folder);
        }
        Disk.REAL.rename(fresh, folder);
        Disk.REAL.syncFolder(folder.toAbsolutePath().resolveSibling(""));
        return new StateCopy.Restored(about, aside);
    }

    private static StateCopy.About unpack(Path file, Path fresh, StoredState.Owner owner, Instant now)
            throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            StoredState state = checked(zip, owner);
            Instant copied = copied(zip);
            put(zip, fresh, state, state.restored(copied, now));
            return new StateCopy.About(copied, state.summary(), state.bodies().size());
        }
    }

    /** A folder without a state: what an interrupted restore left, or nothing. */
    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** All of it is sound, or nothing is begun. */
    private static StoredState checked(ZipFile zip, StoredState.Owner owner) throws IOException {
        StoredState state = StoredState.read(entry(zip, STATE));
        if (!state.isOf(owner)) {
            throw new IOException(
                    zip.getName() + " is a copy of CEM " + state.summary().cem() + " towards DSRSP "
                            + state.summary().dsrsp() + ", not of " + owner.cem() + " towards " + owner.dsrsp());
        }
        for (String name : state.bodies()) {
            entry(zip, MESSAGES + name);
        }
        return state;
    }

    private static void put(ZipFile zip, Path folder, StoredState state, Octets restored) throws IOException {
        try (FileJournal journal = FileJournal.open(folder)) {
            for (String name : state.bodies()) {
                journal.adopt(name, entry(zip, MESSAGES + name));
            }
            journal.commit(restored, Map.of(), state.bodies());
        }
    }

    private static Instant copied(ZipFile zip) throws IOException {
        try (InputStream in = stream(zip, COPIED)) {
            return Instant.parse(new String(in.readNBytes(64), StandardCharsets.US_ASCII));
        } catch (java.time.format.DateTimeParseException damaged) {
            throw new IOException(zip.getName() + " does not say when it was made", damaged);
        }
    }

    private static Octets entry(ZipFile zip, String name) throws IOException {
        try (InputStream in = stream(zip, name)) {
            return SealedFile.open(in, name + " in " + zip.getName());
        }
    }

    private static InputStream stream(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(zip.getName() + " is no copy of a CEM's state: it has no " + name);
        }
        return zip.getInputStream(entry);
    }

    private static Path setAside(Path folder, Instant now) throws IOException {
        Path aside = folder.resolveSibling(folder.getFileName() + ".replaced-" + now.toEpochMilli());
        Disk.REAL.rename(folder, aside);
        return aside;
    }
}
