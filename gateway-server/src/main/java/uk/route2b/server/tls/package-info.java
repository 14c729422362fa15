/** TLS of the link: the gateway's own identity, and whom it lets in. */
@NullMarked
package uk.route2b.server.tls;

import org.jspecify.annotations.NullMarked;
