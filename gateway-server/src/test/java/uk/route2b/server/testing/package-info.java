/** What the tests of the server share: identities in files, a CEM by hand, timers by hand, a store in memory. */
@NullMarked
package uk.route2b.server.testing;

import org.jspecify.annotations.NullMarked;
