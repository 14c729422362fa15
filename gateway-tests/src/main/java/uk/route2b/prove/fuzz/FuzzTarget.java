package uk.route2b.prove.fuzz;

import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** One parser, or a few that read the same octets, and what has to hold of all that they take. */
public interface FuzzTarget {
    /** How the command line and the file of saved inputs call it. */
    String name();

    /**
     * Reads {@code input}. Whatever else it throws than a refusal is a finding.
     *
     * @throws MalformedException the parsers refuse it, as they may
     */
    void read(Octets input) throws MalformedException;

    /** How many texts of a peer {@code input} stands for; each is allowed some memory of its own. */
    default int texts(Octets input) {
        return 1;
    }

    /** How often {@link #read} reads the input or what it makes of it, at most. */
    default int readings() {
        return 1;
    }

    /** Longest input that is tried, octets; long enough for each rule of the format to be reached. */
    default int octetsMost() {
        return 4_096;
    }
}
