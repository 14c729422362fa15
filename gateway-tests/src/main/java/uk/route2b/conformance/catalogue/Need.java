package uk.route2b.conformance.catalogue;

import java.util.function.Predicate;

/**
 * What a case cannot be tried without.
 *
 * @param missing why it is left out, with what would help
 */
public record Need<L>(String missing, Predicate<L> met) {}
