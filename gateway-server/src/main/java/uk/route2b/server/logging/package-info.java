/** Where the log goes and what a line of it looks like. */
@NullMarked
package uk.route2b.server.logging;

import org.jspecify.annotations.NullMarked;
