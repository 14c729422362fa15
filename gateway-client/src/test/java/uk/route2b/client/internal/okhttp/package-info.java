/** Tests of the link's TLS on real sockets. */
@NullMarked
package uk.route2b.client.internal.okhttp;

import org.jspecify.annotations.NullMarked;
