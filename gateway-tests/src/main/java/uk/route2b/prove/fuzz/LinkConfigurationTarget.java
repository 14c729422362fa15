package uk.route2b.prove.fuzz;

import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A link configuration. */
final class LinkConfigurationTarget implements FuzzTarget {
    @Override
    public String name() {
        return "link-configuration";
    }

    @Override
    public void read(Octets input) throws MalformedException {
        LinkConfiguration read = LinkConfigurationJson.read(input);
        Finding.unless(
                LinkConfigurationJson.read(LinkConfigurationJson.write(read)).equals(read),
                "it is written otherwise than it was read");
    }
}
