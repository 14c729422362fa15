/** Small HTTP servers on 127.0.0.1 for the simulators. */
@NullMarked
package uk.route2b.simulator.http;

import org.jspecify.annotations.NullMarked;
