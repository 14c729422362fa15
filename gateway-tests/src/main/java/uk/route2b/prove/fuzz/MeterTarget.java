package uk.route2b.prove.fuzz;

import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.RemotePartyMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.meter.Correlation;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Labels;

/** A label command or a pre-command of the DCC, and its comparison with what was asked for. */
final class MeterTarget implements FuzzTarget {
    static final LabelCommand COMMAND = LabelCommand.of(
            EntityIdentifier.parse("90-B3-D5-1F-30-01-00-02"),
            EntityIdentifier.parse("00-DB-12-34-56-78-90-A1"),
            1_795_464_000_000L,
            Labels.of("AAAAfragment"));

    @Override
    public String name() {
        return "meter";
    }

    @Override
    public int octetsMost() {
        return 1_024;
    }

    @Override
    public void read(Octets input) throws MalformedException {
        if (Correlation.compare(input, COMMAND) instanceof Correlation.Same same) {
            Octets asked = COMMAND.message().signedOctets();
            Finding.unless(same.preCommand().signedOctets().equals(asked), "what is signed is not what was asked for");
        }
        RemotePartyMessage message = RemotePartyMessage.read(input, SignedMessageReader.DEFAULT);
        Octets again = LabelCommand.read(message.message()).message().signedOctets();
        Finding.unless(again.equals(message.message().signedOctets()), "a command is written otherwise than read");
    }
}
