/** How many homes may change their load at once (design section 10, point 2). */
@NullMarked
package uk.route2b.server.checks.dispatch;

import org.jspecify.annotations.NullMarked;
