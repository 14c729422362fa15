package uk.route2b.pki.lint;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.stream.Stream;
import uk.route2b.protocol.octets.MalformedException;

/** L16: dates. */
final class DateChecks {
    /** RFC 5280 section 4.1.2.5: two digits of the year up to 2049, four from 2050. */
    private static final Instant FOUR_DIGITS = Instant.parse("2050-01-01T00:00:00Z");

    /** RFC 5280 section 4.1.2.5: no well-defined end. */
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private DateChecks() {}

    static Stream<Finding> order(Examined certificate) throws MalformedException {
        Element validity = certificate.signed().get(Examined.VALIDITY);
        Instant from = certificate.x509().getNotBefore().toInstant();
        Instant until = certificate.x509().getNotAfter().toInstant();
        return Stream.of(
                        Check.errorIf(!from.isBefore(until), Rule.L16, "it ends before it begins"),
                        form(validity.down(0), from),
                        form(validity.down(1), until))
                .flatMap(findings -> findings);
    }

    /** A device has no end, so only its beginning is held against the issuer's dates. */
    static Stream<Finding> inside(X509Certificate certificate, X509Certificate issuer) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        boolean later = until.isAfter(issuer.getNotAfter().toInstant()) && !until.equals(NEVER);
        boolean earlier = from.isBefore(issuer.getNotBefore().toInstant());
        return Stream.concat(
                Check.errorIf(later, Rule.L16, "it ends after its issuer"),
                earlier ? Stream.of(Finding.warning(Rule.L16, "it begins before its issuer")) : Stream.empty());
    }

    private static Stream<Finding> form(Element time, Instant value) {
        int expected = value.isBefore(FOUR_DIGITS) ? Element.UTC_TIME : Element.GENERALIZED_TIME;
        return Check.errorIf(time.tag() != expected, Rule.L16, value + " has the wrong number of digits of its year");
    }
}
