/** Certificate chains that a gateway must refuse, and odd ones that it must accept, made one function each. */
@NullMarked
package uk.route2b.server.cryptography.chains;

import org.jspecify.annotations.NullMarked;
