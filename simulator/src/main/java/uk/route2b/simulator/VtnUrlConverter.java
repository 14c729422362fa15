package uk.route2b.simulator;

import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the URL of a VTN. */
final class VtnUrlConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        if (!text.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?")) {
            throw new TypeConversionException("a VTN URL is like http://127.0.0.1:8080/OpenADR2/Simple/2.0b");
        }
        return URI.create(text);
    }
}
