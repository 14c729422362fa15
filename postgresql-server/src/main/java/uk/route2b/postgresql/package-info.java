/** A PostgreSQL for tests and proofs. */
@NullMarked
package uk.route2b.postgresql;

import org.jspecify.annotations.NullMarked;
