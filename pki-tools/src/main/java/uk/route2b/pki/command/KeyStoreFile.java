package uk.route2b.pki.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.issue.StoredEntries;
import uk.route2b.pki.issue.StoredEntry;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * A FILE argument that holds a key store.
 *
 * @param name as it was typed
 * @param octets what stands in it
 */
record KeyStoreFile(String name, Octets octets) {
    /** All entries, with their keys if there is a password. */
    StoredEntries open(Optional<char[]> password) {
        StoredEntries closed = read(
                Optional.empty(),
                new CommandFailure(
                        ExitCode.INPUT, name, "it is a key store that cannot be read", "check how it was made"));
        return password.isEmpty()
                ? closed
                : read(
                        password,
                        new CommandFailure(
                                ExitCode.KEY, name, "it has another password", "check the password of the key store"));
    }

    /** The entry to take a key from, or nothing if there is no key in it. */
    Optional<StoredEntry> keyEntry(StoredEntries entries, Optional<String> alias) {
        List<StoredEntry> keys =
                entries.entries().stream().filter(StoredEntry::holdsKey).toList();
        Optional<StoredEntry> entry = entries.keyEntry(alias);
        if (entry.isEmpty() && !keys.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    name,
                    "the keys in it are: "
                            + keys.stream().map(StoredEntry::alias).collect(Collectors.joining(", ")),
                    "--alias names one of them");
        }
        return entry;
    }

    private StoredEntries read(Optional<char[]> password, CommandFailure otherwise) {
        try {
            return StoredEntries.read(octets, password);
        } catch (MalformedException broken) {
            otherwise.initCause(broken);
            throw otherwise;
        }
    }
}
