/** Tests of the loopback endpoint. */
@NullMarked
package uk.route2b.cem.endpoint;

import org.jspecify.annotations.NullMarked;
