package uk.route2b.cem.configuration;

/**
 * A VEN behind the CEM.
 *
 * @param id its venID
 * @param prefix begins the paths that it uses, as in {@code /ven-2a}; empty for every path
 */
public record VenConfiguration(String id, String prefix) {}
