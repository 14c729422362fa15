package uk.route2b.prove.book;

/**
 * A VEN's request at the VTN.
 *
 * @param at when the VTN had read it
 * @param answer the mark that the VTN put into its answer, another one each time
 */
public record Arrival(String id, String ven, long at, String answer) {}
