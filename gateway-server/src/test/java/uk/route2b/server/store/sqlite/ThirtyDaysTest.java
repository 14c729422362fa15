package uk.route2b.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.NewPayload;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadFacts;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.store.QueueOutcome;
import uk.route2b.server.store.Retention;
import uk.route2b.server.store.sql.SqlStore;

/** Thirty days at a steady rate: what is past its retention makes room for what comes. */
class ThirtyDaysTest {
    private static final int DAYS = 30;
    private static final int CEMS = 2;
    private static final int UP_A_DAY = 16;
    private static final int DOWN_A_DAY = 8;
    private static final int BODY = 4_000;
    private static final long START = 1_795_000_000_000L;

    @TempDir
    private Path folder;

    private final Random random = new Random(4);
    private long now = START;
    private long counter;

    @Test
    void theStoreIsFlatOnceTheFirstRowsHaveGone() {
        List<Long> sizes = run(new Retention(Duration.ofDays(7), Duration.ofDays(14)));

        System.out.println("30 days, rows kept for 14: octets at the end of each day " + sizes);
        for (long size : sizes.subList(15, DAYS)) {
            assertThat(size).isBetween(sizes.get(15) * 95 / 100, sizes.get(15) * 105 / 100);
        }
    }

    @Test
    void withTheUsualRetentionOnlyHeadersAreAddedAfterTheSeventhDay() {
        List<Long> sizes = run(Retention.DEFAULT);

        long grown = sizes.get(DAYS - 1) - sizes.get(9);
        long messages = (long) CEMS * (UP_A_DAY + DOWN_A_DAY) * (DAYS - 10);
        System.out.println("30 days, rows kept for 13 months: octets at the end of each day " + sizes + "; "
                + grown / messages + " octets a message after the tenth day, whose bodies have " + BODY);
        assertThat(grown / messages).isLessThan(1_500);
        assertThat(sizes.get(5) / (6 * messages / (DAYS - 10))).isGreaterThan(BODY / 2);
    }

    private List<Long> run(Retention retention) {
        SqliteDatabase database = SqliteDatabase.open(folder.resolve("server.db"));
        try (SqlStore store = new SqlStore(database, "gateway", () -> Instant.ofEpochMilli(now))) {
            List<Long> sizes = new java.util.ArrayList<>();
            for (int day = 1; day <= DAYS; day++) {
                day(store);
                now = START + Duration.ofDays(day).toMillis();
                while (store.prune(retention, now, 100) > 0) {
                    Thread.onSpinWait();
                }
                sizes.add(size(database));
            }
            return sizes;
        }
    }

    private static long size(SqliteDatabase database) {
        return database.<Long>transaction(sql -> sql.one(
                        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", row -> row.getLong(1))
                .orElseThrow());
    }

    private void day(SqlStore store) {
        for (int hour = 0; hour < UP_A_DAY; hour++) {
            now += Duration.ofHours(1).toMillis();
            Octets event = noise("event");
            for (int cem = 0; cem < CEMS; cem++) {
                CemKey key = new CemKey(new EntityIdentifier(1), new EntityIdentifier(100 + cem));
                up(store, key);
                if (hour < DOWN_A_DAY) {
                    down(store, key, event);
                }
            }
        }
    }

    private void up(SqlStore store, CemKey key) {
        long taken = ++counter;
        Octets octets = noise("report");
        store.accept(
                key, 0, new AcceptedMessage(taken, PrivateMessageCode.OPENADR.code(), octets.sha256(), octets, now));
        store.answer(key, taken, Octets.ofText("an answer of a VTN".repeat(10)));
    }

    private void down(SqlStore store, CemKey key, Octets body) {
        NewPayload payload = new NewPayload(
                new PayloadFacts("oadrDistributeEvent", "ven-" + key.cem(), true, true, OptionalLong.of(now)),
                Content.plain(ContentFormat.XML, body),
                now);
        long number = ((QueueOutcome.Queued) store.queue(key, payload, new QueueLimits(100, 1_000_000)))
                .payload()
                .number();
        long signed = ++counter;
        Octets octets = Octets.concat(Octets.ofText("head ".repeat(8)), body, Octets.ofText("sign".repeat(16)));
        store.reserve(
                key,
                0,
                new OutgoingMessage(signed, PrivateMessageCode.OPENADR, octets.sha256(), octets, now),
                OptionalLong.of(number));
        store.settle(key, 0, signed, Octets.ofText("receipt".repeat(20)), 0, PayloadState.DELIVERED, "");
        store.told(number);
    }

    private Octets noise(String kind) {
        byte[] noise = new byte[BODY];
        random.nextBytes(noise);
        return Octets.concat(Octets.ofText(kind), Octets.of(noise));
    }
}
