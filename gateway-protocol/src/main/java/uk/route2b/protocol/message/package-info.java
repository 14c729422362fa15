/** The signed message: octets, signature, originator counter, and the rules of accepting one. */
@NullMarked
package uk.route2b.protocol.message;

import org.jspecify.annotations.NullMarked;
