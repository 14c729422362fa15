/** Starting parts in order and stopping them in reverse. */
@NullMarked
package uk.route2b.server.lifecycle;

import org.jspecify.annotations.NullMarked;
