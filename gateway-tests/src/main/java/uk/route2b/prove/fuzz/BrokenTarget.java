package uk.route2b.prove.fuzz;

import uk.route2b.protocol.octets.Octets;

/** A parser with a planted fault, to show that the search and the replay can fail: it believes a length. */
final class BrokenTarget implements FuzzTarget {
    @Override
    public String name() {
        return "planted";
    }

    @Override
    public void read(Octets input) {
        if (input.size() > 2 && input.at(0) == 'R' && input.at(1) == '2') {
            input.slice(2, 2 + input.at(2));
        }
    }
}
