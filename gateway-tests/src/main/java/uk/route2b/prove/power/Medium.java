package uk.route2b.prove.power;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import uk.route2b.protocol.octets.Octets;

/** A folder as it is on the medium: names and contents. Built up from changes; not for several threads. */
final class Medium {
    /** What a disk writes whole. */
    static final int SECTOR = 512;

    private static final String SHARED_MEMORY = "-shm";

    private final Map<String, byte[]> base;
    private final Map<String, Integer> names = new TreeMap<>();
    private final Map<Integer, Content> contents = new HashMap<>();

    private Medium(Map<String, byte[]> base) {
        this.base = base;
    }

    /** What is in {@code folder} now. */
    static Medium of(Path folder) throws IOException {
        Medium medium = new Medium(files(folder));
        int number = 0;
        for (Map.Entry<String, byte[]> file : medium.base.entrySet()) {
            medium.names.put(file.getKey(), --number); // files of the trace have numbers above 0
            medium.contents.put(number, new Content(file.getValue()));
        }
        return medium;
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                if (!file.toString().endsWith(SHARED_MEMORY)) {
                    files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    /** Applies a change as a whole. */
    void apply(Change change) {
        int file = change.file();
        switch (change.kind()) {
            case EXISTING -> adopt(change.paths().get(0), file);
            case CREATED -> names.put(change.paths().get(0), file);
            case RENAMED -> {
                names.remove(change.paths().get(0));
                names.put(change.paths().get(1), file);
            }
            case UNLINKED -> names.remove(change.paths().get(0));
            case TRUNCATED -> content(file).truncate(change.offset());
            case WRITTEN -> content(file).write(change.offset(), change.octets().toArray());
            case FILE_SYNCED, FOLDER_SYNCED -> { // said which of the others are certain
            }
        }
    }

    /** The number that the trace gives to a file that was there from the beginning. */
    private void adopt(String path, int file) {
        Integer before = names.get(path);
        contents.put(file, before == null ? new Content(base.getOrDefault(path, new byte[0])) : content(before));
        if (before != null) {
            names.put(path, file);
        }
    }

    private Content content(int file) {
        return contents.computeIfAbsent(file, ignored -> new Content());
    }

    /** The sectors of which a write consists, each as a write. */
    static List<Change> sectors(Change write) {
        List<Change> sectors = new ArrayList<>();
        for (int begin = 0; begin < write.octets().size(); ) {
            long at = write.offset() + begin;
            int end = (int) Math.min(write.octets().size(), begin + SECTOR - at % SECTOR);
            Octets part = write.octets().slice(begin, end);
            sectors.add(new Change(Change.Kind.WRITTEN, write.file(), 0, at, List.of(), part));
            begin = end;
        }
        return sectors;
    }

    /** Names and contents, for comparison. */
    Map<String, Octets> files() {
        Map<String, Octets> files = new TreeMap<>();
        names.forEach((name, file) -> files.put(name, content(file).value()));
        return files;
    }

    /** Makes {@code folder} so, whatever it was; folders in it stay. */
    void writeTo(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(Medium::delete);
        }
        for (Map.Entry<String, Integer> name : names.entrySet()) {
            Path file = folder.resolve(name.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, content(name.getValue()).toArray());
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
