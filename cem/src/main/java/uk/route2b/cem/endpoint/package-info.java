/** OpenADR 2.0b on the loopback: what an unchanged VEN takes for its VTN. */
@NullMarked
package uk.route2b.cem.endpoint;

import org.jspecify.annotations.NullMarked;
