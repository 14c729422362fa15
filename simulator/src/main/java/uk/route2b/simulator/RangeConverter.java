package uk.route2b.simulator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import uk.route2b.simulator.metersystem.MillisRange;

/** Reads {@code MIN-MAX}. */
final class RangeConverter implements ITypeConverter<MillisRange> {
    @Override
    public MillisRange convert(String text) {
        try {
            return MillisRange.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
