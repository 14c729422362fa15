package uk.route2b.prove.power;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.route2b.protocol.octets.Octets;

/**
 * What one life of a program changed below its folder, in order, and how much of it was certain at its end.
 *
 * @param changes all records
 * @param synced which of them are certain to be on the medium
 */
record Trace(List<Change> changes, BitSet synced) {
    private static final int HEAD = 25;

    /** Reads a trace; a record that the kill cut off is not there. */
    static Trace read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Trace(List.of(), new BitSet());
        }
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Change> changes = new ArrayList<>();
        while (octets.remaining() >= HEAD) {
            char kind = (char) octets.get();
            int number = octets.getInt();
            long begun = octets.getLong();
            long offset = octets.getLong();
            int length = octets.getInt();
            if (octets.remaining() < length) {
                break;
            }
            byte[] content = new byte[length];
            octets.get(content);
            changes.add(change(Change.Kind.of(kind), number, begun, offset, content));
        }
        return new Trace(List.copyOf(changes), synced(changes));
    }

    private static Change change(Change.Kind kind, int file, long begun, long offset, byte... content) {
        if (kind == Change.Kind.WRITTEN) {
            return new Change(kind, file, begun, offset, List.of(), Octets.of(content));
        }
        String text = new String(content, StandardCharsets.UTF_8);
        List<String> paths = text.isEmpty() ? List.of() : List.of(text.split("\0", -1));
        return new Change(kind, file, begun, offset, paths, Octets.EMPTY);
    }

    /** A sync makes certain what was done before it began, of its file or of the names in its folder; nothing else. */
    private static BitSet synced(List<Change> changes) {
        BitSet certain = new BitSet(changes.size());
        Map<String, Integer> upTo = new HashMap<>();
        for (Change sync : changes) {
            if (sync.kind() == Change.Kind.FILE_SYNCED || sync.kind() == Change.Kind.FOLDER_SYNCED) {
                int begun = Math.toIntExact(sync.begun());
                for (int index = upTo.getOrDefault(subject(sync), 0); index < begun; index++) {
                    if (isCertainBy(sync, changes.get(index))) {
                        certain.set(index);
                    }
                }
                upTo.merge(subject(sync), begun, Math::max);
            }
        }
        return certain;
    }

    private static String subject(Change sync) {
        return sync.file() + " " + sync.paths();
    }

    private static boolean isCertainBy(Change sync, Change change) {
        return sync.kind() == Change.Kind.FILE_SYNCED
                ? change.isContent() && change.file() == sync.file()
                : change.isName() && change.folder().equals(sync.paths().get(0));
    }

    /** Whether the change at {@code index} was certain. */
    boolean isSynced(int index) {
        return synced.get(index);
    }
}
