package uk.route2b.server.store;

import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;

/**
 * One verdict.
 *
 * @param number rises with every record of the store
 * @param atMillis milliseconds since 1970
 * @param direction {@code up} from the CEM, {@code down} to it
 * @param code message code, four hexadecimal digits
 * @param digest SHA-256 of the signed octets
 * @param verdict accepted, refused, signed or settled
 * @param reason a reason code, or empty
 */
public record AuditRecord(
        long number,
        long atMillis,
        CemKey key,
        String direction,
        String code,
        long counter,
        Octets digest,
        String verdict,
        String reason) {}
