/** The VTN upstream: what is asked of it and what it answers. */
@NullMarked
package uk.route2b.server.vtn;

import org.jspecify.annotations.NullMarked;
