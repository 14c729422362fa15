/** Moves: another link configuration for many CEMs, at a set rate. */
@NullMarked
package uk.route2b.server.move;

import org.jspecify.annotations.NullMarked;
