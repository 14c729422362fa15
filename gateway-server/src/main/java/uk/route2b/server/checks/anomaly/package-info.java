/** Anomaly detection: how much of what is usual, per CEM and for the fleet (design section 10, point 2). */
@NullMarked
package uk.route2b.server.checks.anomaly;

import org.jspecify.annotations.NullMarked;
