package uk.route2b.server.audit;

/**
 * What is wrong with a chain.
 *
 * @param file where
 * @param kind one of {@code changed}, {@code missing}, {@code reordered}, {@code truncated}, {@code signature},
 *     {@code unreadable}
 * @param detail for a person
 */
public record AuditFinding(String file, String kind, String detail) {}
