/** Power cuts and failing disks. */
@NullMarked
package uk.route2b.prove.power;

import org.jspecify.annotations.NullMarked;
