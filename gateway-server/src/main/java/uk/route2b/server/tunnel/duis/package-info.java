/**
 * Route 2a as a user of the DCC has it: requests and signed pre-commands down, responses and alerts up, each verified
 * twice, as XML of the DCC and as a message of the meter. Design section 5.
 */
@NullMarked
package uk.route2b.server.tunnel.duis;

import org.jspecify.annotations.NullMarked;
