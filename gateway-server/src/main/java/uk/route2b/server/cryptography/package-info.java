/** Which provider verifies signatures, chosen once at start by a self-test. */
@NullMarked
package uk.route2b.server.cryptography;

import org.jspecify.annotations.NullMarked;
