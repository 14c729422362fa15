/** Who is who: DSRSPs, their CEMs and VENs, and the VTNs; immutable, keyed by DSRSP and CEM. */
@NullMarked
package uk.route2b.server.register;

import org.jspecify.annotations.NullMarked;
