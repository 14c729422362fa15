/** The simulation itself, and that it can fail. */
@NullMarked
package uk.route2b.prove.simulation;

import org.jspecify.annotations.NullMarked;
