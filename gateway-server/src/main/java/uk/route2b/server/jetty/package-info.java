/** What the listeners have in common: starting, asking for the port, stopping. */
@NullMarked
package uk.route2b.server.jetty;

import org.jspecify.annotations.NullMarked;
