/** Tests of the meter over HTTP. */
@NullMarked
package uk.route2b.cem.home;

import org.jspecify.annotations.NullMarked;
