/** What a store proves to somebody who has neither the gateway nor its store. */
@NullMarked
package uk.route2b.server.evidence;

import org.jspecify.annotations.NullMarked;
