/**
 * Route 2b: what is said on the WebSocket before and beside the OpenADR messages, and the session state of both ends.
 */
@NullMarked
package uk.route2b.protocol.link;

import org.jspecify.annotations.NullMarked;
