/** The VTN, the VENs, and the files of gateways and CEMs. */
@NullMarked
package uk.route2b.prove.world;

import org.jspecify.annotations.NullMarked;
