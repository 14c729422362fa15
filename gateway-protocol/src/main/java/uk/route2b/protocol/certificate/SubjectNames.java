package uk.route2b.protocol.certificate;

import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.Octets;

/**
 * What an organisation's subject says: OU, the role, and x500UniqueIdentifier (2.5.4.45), the entity identifier.
 *
 * <pre>
 * 30 len                     Name
 *   31 len 30 len            one attribute of a RelativeDistinguishedName
 *     06 03 55 04 2D         x500UniqueIdentifier
 *     03 09 00 eui(8)        BIT STRING of 64 bits
 * </pre>
 */
record SubjectNames(boolean empty, Optional<EntityIdentifier> entity, Optional<String> unit) {
    private static final String UNIQUE_IDENTIFIER = "2.5.4.45";
    private static final String ORGANISATIONAL_UNIT = "2.5.4.11";

    static SubjectNames read(X500Principal subject) throws MalformedException {
        Optional<EntityIdentifier> entity = Optional.empty();
        Optional<String> unit = Optional.empty();
        Octets name = Der.only(Der.SEQUENCE, Octets.of(subject.getEncoded()));
        for (Octets relative : Der.all(Der.SET, name)) {
            for (Octets attribute : Der.all(Der.SEQUENCE, relative)) {
                OctetReader reader = new OctetReader(attribute);
                String type = Der.dotted(Der.next(Der.OBJECT_IDENTIFIER, reader));
                if (type.equals(UNIQUE_IDENTIFIER)) {
                    entity = Optional.of(once(entity, uniqueIdentifier(reader.rest())));
                } else if (type.equals(ORGANISATIONAL_UNIT)) {
                    unit = Optional.of(once(unit, text(reader.rest())));
                }
            }
        }
        return new SubjectNames(name.isEmpty(), entity, unit);
    }

    /** The role that the OU names; none if it is absent or not two known hexadecimal digits. */
    Optional<RemotePartyRole> role() {
        return unit.flatMap(RemotePartyRole::ofDigits);
    }

    private static <T> T once(Optional<T> before, T value) throws MalformedException {
        if (before.isPresent()) {
            throw new MalformedException(Malformation.CERTIFICATE, "subject");
        }
        return value;
    }

    private static EntityIdentifier uniqueIdentifier(Octets value) throws MalformedException {
        Octets bits = Der.only(Der.BIT_STRING, value);
        if (bits.size() != 1 + EntityIdentifier.SIZE || bits.at(0) != 0) {
            throw new MalformedException(Malformation.CERTIFICATE, "x500UniqueIdentifier");
        }
        return EntityIdentifier.of(bits.slice(1, bits.size()));
    }

    private static String text(Octets value) throws MalformedException {
        OctetReader reader = new OctetReader(value);
        return Der.next(reader.peek(), reader).text();
    }
}
