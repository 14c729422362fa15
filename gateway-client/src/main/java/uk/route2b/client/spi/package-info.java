/** What a manufacturer can replace: where state is kept, what signs, the TLS key, the home area network, the clock. */
@NullMarked
package uk.route2b.client.spi;

import org.jspecify.annotations.NullMarked;
