/** Whole days of both products in one thread: virtual time, and a fault on everything that stands between them. */
@NullMarked
package uk.route2b.prove.simulation;

import org.jspecify.annotations.NullMarked;
