/** The programs that are killed: a gateway and a CEM with somebody who can stop them at a step. */
@NullMarked
package uk.route2b.prove.child;

import org.jspecify.annotations.NullMarked;
