/** The catalogue against a gateway: the tester plays an enrolled CEM, and everybody who is none. */
@NullMarked
package uk.route2b.conformance.gateway;

import org.jspecify.annotations.NullMarked;
