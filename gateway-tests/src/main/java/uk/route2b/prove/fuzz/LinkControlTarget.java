package uk.route2b.prove.fuzz;

import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Hello, welcome and the other words of the link. */
final class LinkControlTarget implements FuzzTarget {
    @Override
    public String name() {
        return "link-control";
    }

    @Override
    public void read(Octets input) throws MalformedException {
        LinkControl read = LinkControlJson.read(input);
        Finding.unless(
                LinkControlJson.read(LinkControlJson.write(read)).equals(read),
                "it is written otherwise than it was read");
    }
}
