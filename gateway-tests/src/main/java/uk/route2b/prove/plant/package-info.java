/** Faults that the checkers have to find, put around the store or the journal of a child. */
@NullMarked
package uk.route2b.prove.plant;

import org.jspecify.annotations.NullMarked;
