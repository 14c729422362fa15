/** Route 2a with real payloads through meters, and over sockets through the DCC with all that can go wrong. */
@NullMarked
package uk.route2b.tests.tunnel;

import org.jspecify.annotations.NullMarked;
