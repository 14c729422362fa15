/** The listener to which the DCC posts responses and alerts. */
@NullMarked
package uk.route2b.server.tunnel.jetty;

import org.jspecify.annotations.NullMarked;
