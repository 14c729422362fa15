/** The store in PostgreSQL, for one node or several. */
@NullMarked
package uk.route2b.server.store.postgresql;

import org.jspecify.annotations.NullMarked;
