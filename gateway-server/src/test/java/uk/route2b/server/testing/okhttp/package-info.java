/** A CEM by hand over a real WebSocket. */
@NullMarked
package uk.route2b.server.testing.okhttp;

import org.jspecify.annotations.NullMarked;
