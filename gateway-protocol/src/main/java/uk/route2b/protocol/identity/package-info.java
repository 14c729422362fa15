/** Who is who: entity identifiers, remote party roles, key identifiers. */
@NullMarked
package uk.route2b.protocol.identity;

import org.jspecify.annotations.NullMarked;
