/** The vectors of every wire format: written once by {@code VectorWriter}, checked here and by a reader in Python. */
@NullMarked
package uk.route2b.protocol.vectors;

import org.jspecify.annotations.NullMarked;
