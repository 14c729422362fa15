package uk.route2b.server;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment as people write it: a day, which begins in UTC, or a time that says its own offset. */
final class MomentConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            Instant moment = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (moment.isBefore(Instant.EPOCH)) {
                throw new TypeConversionException("it lies before 1970");
            }
            return moment;
        } catch (DateTimeException unreadable) {
            throw new TypeConversionException(
                    "it is no time like 2026-11-23, 2026-11-23T12:00:00Z or 2026-11-23T12:00:00+01:00");
        }
    }
}
