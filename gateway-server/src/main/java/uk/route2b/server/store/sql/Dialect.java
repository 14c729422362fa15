package uk.route2b.server.store.sql;

import java.sql.SQLException;
import java.util.Map;

/** Where SQL differs from one database to the other. */
public interface Dialect {
    /** What stands for each {@code ${name}} in a migration script. */
    Map<String, String> words();

    /** After a query: its rows are locked until the end of the transaction. */
    String forUpdate();

    /** After a query: its rows are locked, and those that another transaction has locked are left out. */
    String forUpdateOfFree();

    /** After a query: nobody may remove its rows until the end of the transaction, and any number may say so. */
    String forShare();

    /** The form that the database has; 0 for an empty one. */
    int form(Sql sql) throws SQLException;

    /** Notes the form, in the transaction of the script that made it. */
    void note(Sql sql, int form) throws SQLException;
}
