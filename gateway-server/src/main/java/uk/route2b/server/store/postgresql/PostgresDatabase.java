package uk.route2b.server.store.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sql.Database;
import uk.route2b.server.store.sql.Migrations;
import uk.route2b.server.store.sql.Sql;

/**
 * One PostgreSQL database through a pool of connections. Transactions are READ COMMITTED and lock the row of their CEM
 * first, so that those of one CEM come one after the other; readings see one state. The server groups commits itself.
 */
final class PostgresDatabase implements Database {
    /** Two transactions in each other's way: one of them is ended by the server, and done again here. */
    private static final String DEADLOCK = "40P01";

    private static final String SERIALIZATION = "40001";
    private static final String APPLICATION = "route2b";
    private static final int TRIES = 5;
    /**
     * A node that sleeps in the middle of a transaction (a paused machine) would hold the rows of its CEMs for as long,
     * and no other node could take them over: the server ends such a transaction. Awake, no transaction of ours waits
     * for anything but the server.
     */
    private static final int ASLEEP_MOST_MILLIS = 5_000;

    /** Anything that no other program locks: nodes that start together migrate one after the other. */
    private static final long MIGRATION_LOCK = 0x726F757465326200L;

    private final PostgresSettings settings;
    private final HikariDataSource pool;

    private PostgresDatabase(PostgresSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
    }

    static PostgresDatabase open(PostgresSettings settings) {
        try {
            return new PostgresDatabase(settings, new HikariDataSource(config(settings, prepare(settings))));
        } catch (SQLException failed) {
            throw failure(settings, failed);
        }
    }

    /** Fails while another program of ours has a connection to the database; each says its name. */
    static void requireAlone(PostgresSettings settings) {
        try (Connection connection = DriverManager.getConnection(settings.url(), properties(settings));
                Sql sql = new Sql(connection, PostgresDialect.INSTANCE)) {
            long others = sql.one(
                            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND application_name = ? AND pid <> pg_backend_pid()",
                            row -> row.getLong(1),
                            APPLICATION)
                    .orElse(0L);
            if (others > 0) {
                throw new StoreException(
                        "the store " + settings.url() + " is in use: " + others + " connections of " + APPLICATION,
                        "stop every server of this store first",
                        new IllegalStateException("in use"));
            }
        } catch (SQLException failed) {
            throw failure(settings, failed);
        }
    }

    /** Looks at the server and makes the tables; returns how each session begins. */
    private static String prepare(PostgresSettings settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url(), properties(settings));
                Sql sql = new Sql(connection, PostgresDialect.INSTANCE)) {
            PostgresDurability.require(sql, settings.url());
            String session = PostgresDurability.session(sql);
            sql.run(session);
            PostgresDurability.requireSession(sql);
            connection.setAutoCommit(false);
            boolean due = true;
            while (due) {
                sql.run("SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
                Migrations.next(sql, PostgresDialect.INSTANCE);
                due = Migrations.areDue(PostgresDialect.INSTANCE.form(sql));
                connection.commit();
            }
            return session;
        }
    }

    private static Properties properties(PostgresSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("ApplicationName", APPLICATION);
        String seconds = Long.toString(Math.max(1, settings.patience().toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        // Three times as long: a statement may wait for a lock, but a server that is silent for ever is away.
        properties.setProperty(
                "socketTimeout",
                Long.toString(3 * Math.max(1, settings.patience().toSeconds())));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("options", "-c idle_in_transaction_session_timeout=" + ASLEEP_MOST_MILLIS);
        return properties;
    }

    private static HikariConfig config(PostgresSettings settings, String session) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(settings.url());
        config.setDataSourceProperties(properties(settings));
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(session);
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setInitializationFailTimeout(-1);
        return config;
    }

    @Override
    public <T> T transaction(Work<T> work) {
        try {
            return again(work);
        } catch (SQLException failed) {
            throw failure(settings, failed);
        }
    }

    private <T> T again(Work<T> work) throws SQLException {
        int tries = 1;
        while (true) {
            try {
                return once("", work);
            } catch (SQLException failed) {
                if (!isInTheWay(failed) || tries == TRIES) {
                    throw failed;
                }
                tries++;
            }
        }
    }

    private static boolean isInTheWay(SQLException failed) {
        return DEADLOCK.equals(failed.getSQLState()) || SERIALIZATION.equals(failed.getSQLState());
    }

    @Override
    public <T> T read(Work<T> work) {
        try {
            return once("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", work);
        } catch (SQLException failed) {
            throw failure(settings, failed);
        }
    }

    private <T> T once(String first, Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection();
                Sql sql = new Sql(connection, PostgresDialect.INSTANCE)) {
            boolean done = false;
            try {
                if (!first.isEmpty()) {
                    sql.run(first);
                }
                T result = work.run(sql);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done && !connection.isClosed()) {
                    connection.rollback();
                }
            }
        }
    }

    /** Settings can be changed while the server runs. */
    @Override
    public void check() {
        read(sql -> {
            PostgresDurability.require(sql, settings.url());
            PostgresDurability.requireSession(sql);
            return true;
        });
    }

    @Override
    public void close() {
        pool.close();
    }

    private static StoreException failure(PostgresSettings settings, SQLException cause) {
        return new StoreException(
                "the store " + settings + " failed: " + cause.getMessage(), remedy(cause.getSQLState()), cause);
    }

    private static String remedy(@org.jspecify.annotations.Nullable String state) {
        String kind = state == null || state.length() < 2 ? "" : state.substring(0, 2);
        return switch (kind) {
            case "28" -> "check user and password in the configuration, and pg_hba.conf of the database";
            case "3D" -> "create the database with createdb, or correct store.postgresql.url";
            case "42" -> "give the user the right to create and change tables in the database";
            case "53" ->
                "free some space on the disk of the database, or allow it more connections; the server goes on"
                        + " by itself then";
            case "58", "XX" -> "look at the log of the database and at its disk";
            default -> "check that the database runs and can be reached; the server goes on by itself when it does";
        };
    }
}
