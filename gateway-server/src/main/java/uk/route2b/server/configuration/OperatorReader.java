package uk.route2b.server.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import uk.route2b.server.configuration.ServerConfiguration.Address;

/** Reads {@code operator}. */
final class OperatorReader {
    private OperatorReader() {}

    static OperatorAccess read(Fields fields, Address address) {
        OperatorAccess access = new OperatorAccess(secret(fields, "readToken"), secret(fields, "actToken"));
        if (access.isOpen() && !isLoopback(address)) {
            fields.fault(
                    "host",
                    "beyond the loopback the operator's listener needs readToken, actToken or both; without them anybody"
                            + " who reaches " + address.host() + " could look and act");
        }
        return access;
    }

    private static Optional<Secret> secret(Fields fields, String key) {
        return fields.has(key) ? Optional.of(fields.secret(key)) : Optional.empty();
    }

    /** A name that leads nowhere is no loopback. */
    static boolean isLoopback(Address address) {
        try {
            return InetAddress.getByName(address.host()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
