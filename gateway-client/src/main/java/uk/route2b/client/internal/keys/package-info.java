/** The TLS key of the CEM in memory. */
@NullMarked
package uk.route2b.client.internal.keys;

import org.jspecify.annotations.NullMarked;
