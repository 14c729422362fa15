/** Compares books with what was promised; knows nothing of processes. */
@NullMarked
package uk.route2b.prove.checker;

import org.jspecify.annotations.NullMarked;
