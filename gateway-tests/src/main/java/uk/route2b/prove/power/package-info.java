/** Power cuts: what was not synced is dropped, and the survivors have to keep every promise. */
@NullMarked
package uk.route2b.prove.power;

import org.jspecify.annotations.NullMarked;
