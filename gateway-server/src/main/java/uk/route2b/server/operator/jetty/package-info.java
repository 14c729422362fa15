/** The loopback listener for the operator. */
@NullMarked
package uk.route2b.server.operator.jetty;

import org.jspecify.annotations.NullMarked;
