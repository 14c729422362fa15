package uk.route2b.protocol.meter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * A date and time of DLMS, in UTC as GBCS has it.
 *
 * <pre>
 * year(2) month day FF   the day of the week is left open
 * hour minute second 00
 * 8000                   deviation left open
 * FF                     status left open
 * </pre>
 *
 * @param octets twelve, as they came
 */
public record DlmsDateTime(Octets octets) {
    /** How many octets. */
    public static final int SIZE = 12;

    private static final int OPEN = 0xFF;
    private static final int DEVIATION_OPEN = 0x8000;

    public DlmsDateTime {
        if (octets.size() != SIZE) {
            throw new IllegalArgumentException("a date-time has twelve octets, not " + octets.size());
        }
    }

    /** To the second. */
    public static DlmsDateTime of(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        return new DlmsDateTime(new OctetWriter()
                .two(utc.getYear())
                .octet(utc.getMonthValue())
                .octet(utc.getDayOfMonth())
                .octet(OPEN)
                .octet(utc.getHour())
                .octet(utc.getMinute())
                .octet(utc.getSecond())
                .octet(0)
                .two(DEVIATION_OPEN)
                .octet(OPEN)
                .written());
    }

    /** The moment, to the second; empty if a part of it is left open. */
    public Optional<Instant> instant() {
        try {
            int year = octets.at(0) << 8 | octets.at(1);
            return Optional.of(
                    LocalDateTime.of(year, octets.at(2), octets.at(3), octets.at(5), octets.at(6), octets.at(7))
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException open) {
            return Optional.empty();
        }
    }
}
