/** Tests of the CEM program. */
@NullMarked
package uk.route2b.cem;

import org.jspecify.annotations.NullMarked;
