/** What an operator can ask: health and status. */
@NullMarked
package uk.route2b.server.operator;

import org.jspecify.annotations.NullMarked;
