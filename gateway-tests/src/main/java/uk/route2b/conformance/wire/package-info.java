/** TLS, HTTP and WebSocket by hand, octet for octet, so that a tester can break every rule of either side. */
@NullMarked
package uk.route2b.conformance.wire;

import org.jspecify.annotations.NullMarked;
