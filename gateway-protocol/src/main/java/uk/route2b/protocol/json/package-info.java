/** JSON as our messages carry it: UTF-8, no duplicate keys, unknown keys ignored, counters as decimal strings. */
@NullMarked
package uk.route2b.protocol.json;

import org.jspecify.annotations.NullMarked;
