/** Time and what is to happen later, so that tests can turn the clock by hand. */
@NullMarked
package uk.route2b.simulator.schedule;

import org.jspecify.annotations.NullMarked;
