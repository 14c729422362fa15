package uk.route2b.simulator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import uk.route2b.protocol.identity.EntityIdentifier;

/** Reads an entity identifier. */
final class EntityConverter implements ITypeConverter<EntityIdentifier> {
    @Override
    public EntityIdentifier convert(String text) {
        try {
            return EntityIdentifier.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
