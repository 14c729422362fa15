/** Route 2a at the CEM: labels read and put together, alerts cut and sent. */
@NullMarked
package uk.route2b.client.internal.tunnel;

import org.jspecify.annotations.NullMarked;
