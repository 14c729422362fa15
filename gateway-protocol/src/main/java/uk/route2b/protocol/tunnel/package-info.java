/** Route 2a: fragments of printable text that carry a signed message through the smart meter system. */
@NullMarked
package uk.route2b.protocol.tunnel;

import org.jspecify.annotations.NullMarked;
