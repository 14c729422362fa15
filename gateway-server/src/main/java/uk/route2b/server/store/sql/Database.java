package uk.route2b.server.store.sql;

import java.sql.SQLException;

/** A database that does a piece of work as one transaction. Safe for use by several threads; methods block. */
public interface Database extends AutoCloseable {
    /** What one transaction does. It may be run again if the database wants it so, and so changes nothing else. */
    @FunctionalInterface
    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    /**
     * Runs {@code work} as one transaction. When this returns the effect survives a power cut.
     *
     * @throws uk.route2b.server.store.StoreException if the storage fails; nothing has changed
     */
    <T> T transaction(Work<T> work);

    /** Runs {@code work}, which only reads, on one state of the database, at least as new as every change returned. */
    <T> T read(Work<T> work);

    /** Fails if the storage is known to be unfit, whether or not a write would succeed now. */
    void check();

    @Override
    void close();
}
