/**
 * The DCC as a Supplier sees it: services over HTTP, signed XML, meters that answer with messages of their own. Behind
 * it the same meters with the same faults as in {@link uk.route2b.simulator.metersystem}.
 */
@NullMarked
package uk.route2b.simulator.dcc;

import org.jspecify.annotations.NullMarked;
