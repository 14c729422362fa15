/** The counter proof: no counter twice, over what the wire saw. */
@NullMarked
package uk.route2b.prove.counter;

import org.jspecify.annotations.NullMarked;
