package uk.route2b.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL of our own, from a Maven artefact, so that nothing has to be installed. That artefact starts with fsync,
 * full_page_writes and synchronous_commit off; here they are on, and that is looked at.
 *
 * <p>As a program it serves one folder on one port until it is ended: {@code PostgresServer FOLDER PORT}. Database and
 * user are both {@code postgres}, without a password.
 */
public final class PostgresServer implements AutoCloseable {
    /** Who owns everything, without a password. */
    public static final String USER = "postgres";

    private static final List<String> SETTINGS = List.of("fsync", "full_page_writes", "synchronous_commit");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Serves {@code folder}, which is new or was served before, on a free port. */
    public static PostgresServer start(Path folder) throws IOException {
        return start(folder, 0);
    }

    /** The same on one port. */
    public static PostgresServer start(Path folder, int port) throws IOException {
        return start(folder, port, List.of());
    }

    /** With the three settings as the artefact has them: what a gateway has to refuse. */
    public static PostgresServer startUnsafe(Path folder) throws IOException {
        return start(folder, 0, SETTINGS);
    }

    /** With one of the three off. */
    public static PostgresServer startWithout(Path folder, String setting) throws IOException {
        return startWithout(folder, setting, 0);
    }

    /** The same on one port. */
    public static PostgresServer startWithout(Path folder, String setting, int port) throws IOException {
        return start(folder, port, List.of(setting));
    }

    private static PostgresServer start(Path folder, int port, List<String> off) throws IOException {
        Files.createDirectories(folder);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("program").toFile())
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(START);
        SETTINGS.forEach(setting -> builder.setServerConfig(setting, off.contains(setting) ? "off" : "on"));
        PostgresServer started = new PostgresServer(
                builder.setPort(port == 0 ? FreePort.next() : port).start());
        started.require(off);
        return started;
    }

    private void require(List<String> off) throws IOException {
        try {
            for (String setting : SETTINGS) {
                String value = ask("SHOW " + setting);
                if (!value.equals(off.contains(setting) ? "off" : "on")) {
                    throw new IOException("PostgreSQL has " + setting + " = " + value);
                }
            }
        } catch (SQLException failed) {
            throw new IOException("PostgreSQL cannot be asked", failed);
        }
    }

    /** Makes a new schema, which is an empty database to whoever is told no other, and returns where it is. */
    public String newSchema() throws SQLException {
        String name = name();
        run("CREATE SCHEMA " + name);
        return url(USER) + "?currentSchema=" + name;
    }

    /** Makes a new database and returns where it is; a copy of many files, so it takes its time. */
    public String newDatabase() throws SQLException {
        String name = name();
        run("CREATE DATABASE " + name);
        return url(name);
    }

    private static String name() {
        return "store_" + NUMBERS.incrementAndGet() + "_" + Long.toString(System.nanoTime(), 36);
    }

    public String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    public int port() {
        return server.getPort();
    }

    /** Runs a statement as the owner of everything. */
    public void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(USER), USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(USER), USER, "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Waits for the end, since a busy machine may take longer than the artefact waits. */
    @Override
    public void close() throws IOException {
        Process process = server.getProcess();
        server.close();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Serves until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        PostgresServer server = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("ready on port " + server.port());
        Thread.currentThread().join();
    }
}
