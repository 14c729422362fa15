package uk.route2b.simulator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import uk.route2b.simulator.vtn.VenEntry;

/** Reads {@code VENID} or {@code VENID=PUSH_URL}. */
final class VenEntryConverter implements ITypeConverter<VenEntry> {
    @Override
    public VenEntry convert(String text) {
        try {
            return VenEntry.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
