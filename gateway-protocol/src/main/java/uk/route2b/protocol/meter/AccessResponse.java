package uk.route2b.protocol.meter;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * The content of the response to an ECS46a: a DLMS access response.
 *
 * <pre>
 * DA 20 counter(3)       access-response; the invoke identifier of the request
 * 00                     no date-time
 * 00                     the request is not repeated
 * n                      then n times:
 *   00                     null-data: setting gives none
 * n                      the same, then n times:
 *   02 result              set, and its result: 00 success
 * </pre>
 *
 * @param invokeIdentifier four octets
 * @param results in the order of the request
 */
record AccessResponse(Octets invokeIdentifier, List<AccessResult> results) {
    private static final int TAG = 0xDA;
    private static final int SET = 2;
    private static final int NULL_DATA = 0;

    AccessResponse {
        results = List.copyOf(results);
    }

    Octets octets() {
        OctetWriter writer =
                new OctetWriter().octet(TAG).put(invokeIdentifier).octet(0).octet(0);
        writer.length(results.size());
        results.forEach(result -> writer.octet(NULL_DATA));
        writer.length(results.size());
        results.forEach(result -> writer.octet(SET).octet(result.value()));
        return writer.written();
    }

    static AccessResponse read(Octets content) throws MalformedException {
        OctetReader reader = new OctetReader(content);
        reader.expect(TAG);
        Octets invokeIdentifier = reader.take(InvokeIdentifier.SIZE);
        reader.expect(0);
        reader.expect(0);
        int count = reader.length(Label.COUNT);
        for (int item = 0; item < count; item++) {
            reader.expect(NULL_DATA);
        }
        reader.expect(count);
        List<AccessResult> results = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            reader.expect(SET);
            results.add(new AccessResult(reader.octet()));
        }
        reader.finish();
        return new AccessResponse(invokeIdentifier, results);
    }
}
