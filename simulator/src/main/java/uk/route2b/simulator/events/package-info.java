/** What a simulator tells about itself: one JSON object a line. */
@NullMarked
package uk.route2b.simulator.events;

import org.jspecify.annotations.NullMarked;
