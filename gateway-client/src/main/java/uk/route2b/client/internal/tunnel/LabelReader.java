package uk.route2b.client.internal.tunnel;

import java.io.IOException;
import java.util.Optional;
import uk.route2b.client.spi.HomeAreaNetwork;
import uk.route2b.protocol.tunnel.Labels;

/** Reads labels that may be written meanwhile: until two readings agree. */
final class LabelReader {
    private static final int READINGS_MOST = 6;

    private final HomeAreaNetwork meter;

    LabelReader(HomeAreaNetwork meter) {
        this.meter = meter;
    }

    /** The labels; empty if no two readings in a row agreed, so that they have to be read at the next interval. */
    Optional<Labels> read() throws IOException {
        Labels before = meter.labels();
        for (int reading = 1; reading < READINGS_MOST; reading++) {
            Labels now = meter.labels();
            if (now.equals(before)) {
                return Optional.of(now);
            }
            before = now;
        }
        return Optional.empty();
    }
}
