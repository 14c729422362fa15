/** The three checks: authentication, anomaly detection, parse and correlate (design section 10). */
@NullMarked
package uk.route2b.server.checks;

import org.jspecify.annotations.NullMarked;
