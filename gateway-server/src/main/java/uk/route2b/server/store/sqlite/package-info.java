/** The store in an SQLite file: one writer, synchronised at each commit. */
@NullMarked
package uk.route2b.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
