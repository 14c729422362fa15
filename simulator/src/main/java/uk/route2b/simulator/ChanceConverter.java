package uk.route2b.simulator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number from 0 to 1. */
final class ChanceConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        if (!text.matches("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?")) {
            throw new TypeConversionException("a chance is a number from 0 to 1, as in 0.05");
        }
        return Double.valueOf(text);
    }
}
