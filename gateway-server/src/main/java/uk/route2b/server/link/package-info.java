/** Route 2b: connections of CEMs, from the upgrade to the close. */
@NullMarked
package uk.route2b.server.link;

import org.jspecify.annotations.NullMarked;
