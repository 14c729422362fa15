/** Route 2a: fragments written to the labels of a meter, alerts put together again. */
@NullMarked
package uk.route2b.server.tunnel;

import org.jspecify.annotations.NullMarked;
