/** The home area network of the simulated DCC, over HTTP. */
@NullMarked
package uk.route2b.cem.home;

import org.jspecify.annotations.NullMarked;
