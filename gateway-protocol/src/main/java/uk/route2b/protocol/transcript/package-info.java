/** Signed messages with their answers as a file that proves what was sent and what was confirmed, and its judge. */
@NullMarked
package uk.route2b.protocol.transcript;

import org.jspecify.annotations.NullMarked;
