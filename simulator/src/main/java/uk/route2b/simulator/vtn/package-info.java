/** A small OpenADR 2.0b VTN over HTTP. */
@NullMarked
package uk.route2b.simulator.vtn;

import org.jspecify.annotations.NullMarked;
