/** Puts the client together: threads, engine, transport, tunnel. */
@NullMarked
package uk.route2b.client.internal;

import org.jspecify.annotations.NullMarked;
