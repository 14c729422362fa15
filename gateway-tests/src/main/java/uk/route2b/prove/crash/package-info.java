/** The crash proof: rounds of load, kill, restart and check. */
@NullMarked
package uk.route2b.prove.crash;

import org.jspecify.annotations.NullMarked;
