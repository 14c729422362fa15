/** A small world for the client's tests: identities, a gateway that can be scripted, time by hand. */
@NullMarked
package uk.route2b.client.testing;

import org.jspecify.annotations.NullMarked;
