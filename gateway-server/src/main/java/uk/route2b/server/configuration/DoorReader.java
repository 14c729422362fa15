package uk.route2b.server.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads {@code link.door}. */
final class DoorReader {
    private static final int MOST = 1_000_000;
    private static final String LITERAL = "[0-9a-fA-F:.]+";

    private DoorReader() {}

    static DoorLimits read(Fields fields) {
        DoorLimits usual = DoorLimits.DEFAULT;
        DoorLimits limits = new DoorLimits(
                fields.number("acceptsPerSecond", usual.acceptsPerSecond(), 1, MOST),
                fields.number("handshakes", usual.handshakes(), 1, MOST),
                fields.number("waitingPerAddress", usual.waitingPerAddress(), 1, MOST),
                fields.seconds("handshakeSeconds", (int) usual.handshake().toSeconds(), 1, 300),
                fields.seconds("upgradeSeconds", (int) usual.upgrade().toSeconds(), 1, 300),
                balancers(fields));
        fields.finish();
        return limits;
    }

    /** Addresses only: a name would be believed for whatever it resolves to today. */
    private static Set<InetAddress> balancers(Fields fields) {
        Set<InetAddress> balancers = new LinkedHashSet<>();
        for (String text : fields.texts("balancers")) {
            try {
                if (!text.matches(LITERAL)) {
                    throw new UnknownHostException(text);
                }
                balancers.add(InetAddress.getByName(text));
            } catch (UnknownHostException none) {
                fields.fault("balancers", "\"" + text + "\" is no IP address");
            }
        }
        return balancers;
    }
}
