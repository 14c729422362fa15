/** Order and delay: one thing at a time per CEM, and things done later. */
@NullMarked
package uk.route2b.server.schedule;

import org.jspecify.annotations.NullMarked;
