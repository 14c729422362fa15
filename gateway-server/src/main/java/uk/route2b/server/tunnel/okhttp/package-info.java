/** The way to the smart meter system over HTTP. */
@NullMarked
package uk.route2b.server.tunnel.okhttp;

import org.jspecify.annotations.NullMarked;
