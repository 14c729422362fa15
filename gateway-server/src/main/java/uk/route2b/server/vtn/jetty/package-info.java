/** The listener to which a VTN pushes. */
@NullMarked
package uk.route2b.server.vtn.jetty;

import org.jspecify.annotations.NullMarked;
