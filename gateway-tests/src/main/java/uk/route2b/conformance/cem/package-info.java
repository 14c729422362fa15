/** The catalogue against a CEM: the tester plays the gateway that the CEM is configured to dial. */
@NullMarked
package uk.route2b.conformance.cem;

import org.jspecify.annotations.NullMarked;
