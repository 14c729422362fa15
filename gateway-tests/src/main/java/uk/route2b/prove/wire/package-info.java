/** The witness between CEMs and gateways: both ends' TLS ends here, and every signed message is noted. */
@NullMarked
package uk.route2b.prove.wire;

import org.jspecify.annotations.NullMarked;
