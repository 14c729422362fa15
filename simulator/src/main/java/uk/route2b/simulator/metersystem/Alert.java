package uk.route2b.simulator.metersystem;

/**
 * An alert that has arrived at the DSRSP's side.
 *
 * @param number rises by one for each delivery
 * @param meter the entity identifier of the meter, with hyphens
 * @param text what it carried
 */
public record Alert(long number, String meter, String text) {}
