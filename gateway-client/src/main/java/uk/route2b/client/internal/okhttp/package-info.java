/** The link over OkHttp: TLS 1.3, both identities, one WebSocket. */
@NullMarked
package uk.route2b.client.internal.okhttp;

import org.jspecify.annotations.NullMarked;
