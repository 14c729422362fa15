/** Polling in the place of VENs, for VTNs that do not push. */
@NullMarked
package uk.route2b.server.vtn.poll;

import org.jspecify.annotations.NullMarked;
