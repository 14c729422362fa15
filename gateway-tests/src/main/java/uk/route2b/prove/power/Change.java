package uk.route2b.prove.power;

import java.util.List;
import uk.route2b.protocol.octets.Octets;

/**
 * One change below the watched folder, or one sync.
 *
 * @param kind what it was
 * @param file the number of the file; 0 for a folder
 * @param begun for a sync: how many records there were when it began
 * @param offset of a write; the new length of a truncation
 * @param paths below the folder; two for a rename
 * @param octets of a write
 */
record Change(Kind kind, int file, long begun, long offset, List<String> paths, Octets octets) {
    /** The kinds, by their letter in the trace. */
    enum Kind {
        /** A name and a new file. */
        CREATED('C'),
        /** A file that was there before. */
        EXISTING('E'),
        WRITTEN('W'),
        TRUNCATED('T'),
        RENAMED('R'),
        UNLINKED('U'),
        FILE_SYNCED('S'),
        FOLDER_SYNCED('D');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        static Kind of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("a trace has no records of kind " + letter);
        }
    }

    /** Whether it changes what is in a file. */
    boolean isContent() {
        return kind == Kind.WRITTEN || kind == Kind.TRUNCATED;
    }

    /** Whether it changes which names there are. */
    boolean isName() {
        return kind == Kind.CREATED || kind == Kind.RENAMED || kind == Kind.UNLINKED;
    }

    /** The folder of its name, {@code .} for the watched one itself. */
    String folder() {
        String path = paths.get(paths.size() - 1);
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : path.substring(0, slash);
    }
}
