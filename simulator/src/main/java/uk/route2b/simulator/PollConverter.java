package uk.route2b.simulator;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads seconds with up to three decimals, as milliseconds. */
final class PollConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        if (!text.matches("[0-9]{1,5}(\\.[0-9]{1,3})?") || new BigDecimal(text).signum() == 0) {
            throw new TypeConversionException("a poll interval is a number of seconds above zero, as in 1 or 0.5");
        }
        return new BigDecimal(text).movePointRight(3).longValueExact();
    }
}
