/** openleadr, real and unmodified, on both ends: Python processes with our gateway and our CEM between them. */
@NullMarked
package uk.route2b.prove.openleadr;

import org.jspecify.annotations.NullMarked;
