package uk.route2b.pki.command;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** How words on the command line become values. */
final class Converters {
    private Converters() {}

    static void register(CommandLine commandLine) {
        commandLine.registerConverter(EntityIdentifier.class, Converters::entity);
        commandLine.registerConverter(RemotePartyRole.class, Converters::role);
        commandLine.registerConverter(Instant.class, Converters::instant);
    }

    private static EntityIdentifier entity(String text) {
        try {
            return EntityIdentifier.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(String.valueOf(wrong.getMessage()));
        }
    }

    private static RemotePartyRole role(String text) {
        return RemotePartyRole.ofDigits(text)
                .orElseThrow(() -> new TypeConversionException(
                        "a remote party role has two hexadecimal digits, as in 02 for a Supplier or 08 for a DSRSP"));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new TypeConversionException("a time is written as in 2026-11-23T12:00:00Z");
        }
    }
}
