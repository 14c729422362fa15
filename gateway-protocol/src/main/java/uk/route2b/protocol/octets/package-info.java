/** Octets as values, a bounded cursor over them, and the one way in which reading them fails. */
@NullMarked
package uk.route2b.protocol.octets;

import org.jspecify.annotations.NullMarked;
