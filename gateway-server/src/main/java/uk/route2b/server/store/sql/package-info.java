/** The store in SQL: tables, statements and migrations that SQLite and PostgreSQL share. */
@NullMarked
package uk.route2b.server.store.sql;

import org.jspecify.annotations.NullMarked;
