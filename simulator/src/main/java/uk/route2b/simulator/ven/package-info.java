/** A small OpenADR 2.0b VEN over HTTP. */
@NullMarked
package uk.route2b.simulator.ven;

import org.jspecify.annotations.NullMarked;
