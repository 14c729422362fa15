package uk.route2b.server.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads which store the gateway has. */
final class StoreReader {
    private static final String ONE_NODE = "gateway";
    private static final int BODIES_DAYS = 7;
    private static final int HEADERS_DAYS = 396;
    private static final int DAYS_MOST = 36_500;
    private static final int PRUNE_SECONDS = 60;
    private static final int DAY = 24 * 60 * 60;
    private static final int POOL = 16;

    private StoreReader() {}

    static StoreEntry read(Fields fields) {
        if (fields.has("sqlite") == fields.has("postgresql")) {
            fields.fault("sqlite", "a gateway has one store: sqlite or postgresql");
        }
        StoreEntry.Place place = fields.has("postgresql")
                ? postgreSql(fields.object("postgresql"))
                : new StoreEntry.Sqlite(file(fields));
        Fields retention = fields.object("retention");
        Duration bodies = days(retention, "bodiesDays", BODIES_DAYS);
        Duration headers = days(retention, "headersDays", HEADERS_DAYS);
        compare(retention, bodies, headers);
        retention.finish();
        StoreEntry entry = new StoreEntry(
                place,
                fields.optionalParsed("node", StoreReader::node).orElseGet(() -> usualNode(place)),
                bodies,
                headers,
                fields.seconds("pruneSeconds", PRUNE_SECONDS, 1, DAY));
        fields.finish();
        return entry;
    }

    private static Path file(Fields fields) {
        return fields.has("sqlite") ? fields.path("sqlite") : fields.folder();
    }

    private static StoreEntry.PostgreSql postgreSql(Fields fields) {
        StoreEntry.PostgreSql place = new StoreEntry.PostgreSql(
                fields.parsed("url", StoreReader::url, ""),
                fields.text("user"),
                fields.secret("password"),
                fields.number("pool", POOL, 1, 256));
        fields.finish();
        return place;
    }

    private static String url(String text) {
        if (!text.matches("jdbc:postgresql:(//)?[^\\s@?]+(\\?.*)?") || text.matches("(?i).*[?&](user|password)=.*")) {
            throw new IllegalArgumentException(
                    "it is jdbc:postgresql://HOST:PORT/DATABASE, with user and password in keys of their own");
        }
        return text;
    }

    private static String node(String text) {
        if (!text.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("it is up to 64 letters, digits, dots and hyphens");
        }
        return text;
    }

    /** The only node of an embedded store keeps its name when its machine gets another; several nodes need several. */
    private static String usualNode(StoreEntry.Place place) {
        return place instanceof StoreEntry.Sqlite ? ONE_NODE : hostName().orElse(ONE_NODE);
    }

    private static Optional<String> hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return Optional.of(name.replaceAll("[^A-Za-z0-9._-]", "-"))
                    .filter(usable -> !usable.isEmpty())
                    .map(usable -> usable.substring(0, Math.min(usable.length(), 64)));
        } catch (UnknownHostException nameless) {
            return Optional.empty();
        }
    }

    private static void compare(Fields fields, Duration bodies, Duration headers) {
        if (headers.compareTo(bodies) < 0) {
            fields.fault(
                    "headersDays",
                    "what says whose a body is cannot go before the body: it is " + headers.toDays()
                            + " and bodiesDays is " + bodies.toDays());
        }
    }

    private static Duration days(Fields fields, String key, int usual) {
        return Duration.ofDays(fields.number(key, usual, 1, DAYS_MOST));
    }
}
