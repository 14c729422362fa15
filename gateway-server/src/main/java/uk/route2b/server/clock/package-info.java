/** The time that the gateway signs by, and the rule that stops signing when it cannot be right. */
@NullMarked
package uk.route2b.server.clock;

import org.jspecify.annotations.NullMarked;
