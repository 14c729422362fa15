/** OpenADR 2.0b messages as element trees, read with a hardened parser and written in the order of the schema. */
@NullMarked
package uk.route2b.simulator.openadr;

import org.jspecify.annotations.NullMarked;
