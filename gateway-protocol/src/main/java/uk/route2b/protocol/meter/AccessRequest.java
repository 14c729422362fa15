package uk.route2b.protocol.meter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * The content of an ECS46a command: a DLMS access request that sets descriptions.
 *
 * <pre>
 * D9 20 counter(3)       access-request; 20 and the lowest 24 bits of the originator counter
 * 00                     no date-time
 * n                      1 to 5, then n times:
 *   02                     set
 *   0001                   class 1, data
 *   00 00 5E 2C 00 0x      0-0:94.44.0.x, x from 11 for label 1 to 15 for label 5
 *   02                     attribute 2, value
 * n                      the same, then n times:
 *   0A len text            visible-string, 1 to 22
 * </pre>
 *
 * @param invokeIdentifier four octets
 * @param labels in the order in which they stand; no index twice
 */
record AccessRequest(Octets invokeIdentifier, List<Label> labels) {
    private static final int TAG = 0xD9;
    private static final int SET = 2;
    private static final int DATA_CLASS = 1;
    private static final Octets DESCRIPTIONS = Octets.ofHex("00005E2C00");
    private static final int BEFORE_FIRST = 10;
    private static final int VALUE_ATTRIBUTE = 2;
    private static final int VISIBLE_STRING = 0x0A;

    AccessRequest {
        labels = List.copyOf(labels);
    }

    Octets octets() {
        OctetWriter writer =
                new OctetWriter().octet(TAG).put(invokeIdentifier).octet(0).length(labels.size());
        for (Label label : labels) {
            writer.octet(SET).two(DATA_CLASS).put(DESCRIPTIONS).octet(BEFORE_FIRST + label.index());
            writer.octet(VALUE_ATTRIBUTE);
        }
        writer.length(labels.size());
        for (Label label : labels) {
            Octets text = Octets.ofText(label.text());
            writer.octet(VISIBLE_STRING).length(text.size()).put(text);
        }
        return writer.written();
    }

    static AccessRequest read(Octets content) throws MalformedException {
        OctetReader reader = new OctetReader(content);
        reader.expect(TAG);
        Octets invokeIdentifier = reader.take(InvokeIdentifier.SIZE);
        reader.expect(0);
        List<Integer> indexes = indexes(reader);
        reader.expect(indexes.size());
        List<Label> labels = new ArrayList<>();
        for (int index : indexes) {
            labels.add(new Label(index, text(reader)));
        }
        reader.finish();
        return new AccessRequest(invokeIdentifier, labels);
    }

    private static List<Integer> indexes(OctetReader reader) throws MalformedException {
        int count = reader.length(Label.COUNT);
        List<Integer> indexes = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            int index = index(reader);
            if (indexes.contains(index)) {
                throw new MalformedException(Malformation.DLMS, reader.position() - 2, "label");
            }
            indexes.add(index);
        }
        if (indexes.isEmpty()) {
            throw new MalformedException(Malformation.DLMS, reader.position() - 1, "label");
        }
        return indexes;
    }

    private static int index(OctetReader reader) throws MalformedException {
        reader.expect(SET);
        reader.expect(0);
        reader.expect(DATA_CLASS);
        for (int octet = 0; octet < DESCRIPTIONS.size(); octet++) {
            reader.expect(DESCRIPTIONS.at(octet));
        }
        int index = reader.octet() - BEFORE_FIRST;
        if (index < 1 || index > Label.COUNT) {
            throw new MalformedException(Malformation.DLMS, reader.position() - 1, "label");
        }
        reader.expect(VALUE_ATTRIBUTE);
        return index;
    }

    private static String text(OctetReader reader) throws MalformedException {
        reader.expect(VISIBLE_STRING);
        int start = reader.position();
        Octets octets = reader.take(reader.length(Label.LONGEST));
        // One character for each octet, so that nothing outside ASCII can pass for printable.
        String text = new String(octets.toArray(), StandardCharsets.ISO_8859_1);
        if (!Label.isText(text)) {
            throw new MalformedException(Malformation.TEXT, start);
        }
        return text;
    }
}
