package uk.route2b.protocol.meter;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Labels;

/** One meter, one Supplier, one Load Controller, and what they say. */
final class MeterSpecimens {
    static final EntityIdentifier SUPPLIER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-00");
    static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    static final EntityIdentifier METER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A0");
    static final EntityIdentifier OTHER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A1");
    static final LabelCommand FULL =
            LabelCommand.of(SUPPLIER, METER, 1_760_000_000_123L, Labels.of("ABCDEFGHIJ".repeat(11)));
    static final LabelCommand THREE = new LabelCommand(
            SUPPLIER, METER, 1002, List.of(new Label(2, "Label2"), new Label(3, "Label3"), new Label(4, "Label4")));
    static final DlmsDateTime TIME = new DlmsDateTime(Octets.ofHex("07DF0101FF000000008000FF"));

    private MeterSpecimens() {}

    static OperationalUpdate update(String text) {
        return new OperationalUpdate(METER, SUPPLIER, Optional.of(DSRSP), 2003, TIME, text);
    }
}
