/** The WebSocket listener of the link. */
@NullMarked
package uk.route2b.server.link.jetty;

import org.jspecify.annotations.NullMarked;
