package uk.route2b.prove.power;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import uk.route2b.client.spi.Journal;
import uk.route2b.protocol.octets.Octets;

/** Works on a folder as gateway and CEM do: a journal, and a SQLite database in WAL mode. Arguments: folder, seed. */
public final class DiskWorkProgram {
    private DiskWorkProgram() {}

    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[1]));
        journal(folder.resolve("cem"), random);
        database(folder.resolve("server.db"), random);
        Files.writeString(folder.resolve("plain"), "written by Files");
        Files.copy(folder.resolve("plain"), folder.resolve("copied"), StandardCopyOption.REPLACE_EXISTING);
        if (arguments.length > 2) {
            System.out.println("worked");
            Thread.currentThread().join(); // until it is killed
        }
    }

    private static void journal(Path folder, Random random) throws Exception {
        try (Journal journal = Journal.inFolder(folder)) {
            Set<String> kept = new HashSet<>();
            for (int number = 0; number < 40; number++) {
                String name = "in-" + number;
                kept.add(name);
                kept.removeIf(each -> random.nextInt(4) == 0 && !each.equals(name));
                byte[] body = new byte[random.nextInt(200_000)];
                random.nextBytes(body);
                journal.commit(Octets.ofText("state " + number), Map.of(name, Octets.of(body)), kept);
            }
        }
    }

    private static void database(Path file, Random random) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            execute(connection, "PRAGMA journal_mode = WAL");
            execute(connection, "PRAGMA synchronous = FULL");
            execute(connection, "CREATE TABLE IF NOT EXISTS t (k INTEGER PRIMARY KEY, v BLOB)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT OR REPLACE INTO t VALUES (?, ?)")) {
                for (int round = 0; round < 60; round++) {
                    byte[] value = new byte[random.nextInt(20_000)];
                    random.nextBytes(value);
                    insert.setInt(1, random.nextInt(30));
                    insert.setBytes(2, value);
                    insert.executeUpdate();
                    if (round % 17 == 0) {
                        execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
                    }
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
