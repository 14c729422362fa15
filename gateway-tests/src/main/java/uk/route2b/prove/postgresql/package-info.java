/** A real PostgreSQL server for the proofs. */
@NullMarked
package uk.route2b.prove.postgresql;

import org.jspecify.annotations.NullMarked;
