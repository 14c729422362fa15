package uk.route2b.server.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.DispatchChange;
import uk.route2b.server.store.DispatchCount;

/** Counts changes of load, in tables dispatch_change, dispatch_window and dispatch_list. */
final class DispatchRows {
    /** Windows that begin before this many minutes ago can hold no change that is still to come. */
    private static final int PAST = 2 * DispatchChange.WINDOW;

    private static final long MILLIS = 60_000;
    private static final String OF_CEM = " dsrsp = ? AND cem = ?";

    private final Sql sql;
    private final CemKey key;

    DispatchRows(Sql sql, CemKey key) {
        this.sql = sql;
        this.key = key;
    }

    /** Windows that begin in these minutes, without a gap. */
    private record Span(long from, long to) {}

    private record Full(long cems, long begins) {}

    DispatchCount count(DispatchChange change) throws SQLException {
        new StateRows(sql, key).hold();
        forget(change.nowMinute() - PAST);
        TreeSet<Long> known = new TreeSet<>(
                sql.all("SELECT minute FROM dispatch_change WHERE" + OF_CEM, row -> row.getLong(1), dsrsp(), cem()));
        TreeSet<Long> added = new TreeSet<>(change.minutes());
        added.removeAll(known);
        if (known.size() + added.size() > DispatchChange.MINUTES_MOST) {
            return new DispatchCount(false, Long.MAX_VALUE, added.first());
        }
        List<Span> spans = spans(known, added);
        for (Span span : spans) {
            raise(span, 1);
        }
        Full fullest = fullest(spans);
        if (fullest.cems() > change.most() && !change.anyhow()) {
            for (Span span : spans) {
                raise(span, -1);
            }
            return new DispatchCount(false, fullest.cems(), fullest.begins());
        }
        note(change, added);
        return new DispatchCount(true, fullest.cems(), fullest.begins());
    }

    /** Where this CEM is counted once more: windows with a new minute in them and none that was known. */
    private static List<Span> spans(NavigableSet<Long> known, Iterable<Long> added) {
        TreeSet<Long> begins = new TreeSet<>();
        for (long minute : added) {
            for (long from = minute - DispatchChange.WINDOW + 1; from <= minute; from++) {
                Long counted = known.ceiling(from);
                if (counted == null || counted >= from + DispatchChange.WINDOW) {
                    begins.add(from);
                }
            }
        }
        List<Span> spans = new ArrayList<>();
        for (long begin : begins) {
            int last = spans.size() - 1;
            if (last >= 0 && spans.get(last).to() == begin - 1) {
                spans.set(last, new Span(spans.get(last).from(), begin));
            } else {
                spans.add(new Span(begin, begin));
            }
        }
        return spans;
    }

    private void raise(Span span, int by) throws SQLException {
        sql.change(
                "INSERT INTO dispatch_window (dsrsp, begins, cems)"
                        + " WITH RECURSIVE each (at) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT at + 1 FROM each WHERE at < ?)"
                        + " SELECT CAST(? AS TEXT), at, CAST(? AS BIGINT) FROM each WHERE true"
                        + " ON CONFLICT (dsrsp, begins) DO UPDATE SET cems = dispatch_window.cems + excluded.cems",
                span.from(),
                span.to(),
                dsrsp(),
                by);
    }

    private Full fullest(List<Span> spans) throws SQLException {
        Full fullest = new Full(0, 0);
        for (Span span : spans) {
            Full found = sql.one(
                            "SELECT cems, begins FROM dispatch_window WHERE dsrsp = ? AND begins >= ? AND begins <= ?"
                                    + " ORDER BY cems DESC, begins LIMIT 1",
                            row -> new Full(row.getLong(1), row.getLong(2)),
                            dsrsp(),
                            span.from(),
                            span.to())
                    .orElseThrow();
            fullest = found.cems() > fullest.cems() ? found : fullest;
        }
        return fullest;
    }

    private void note(DispatchChange change, Iterable<Long> added) throws SQLException {
        for (long minute : added) {
            sql.change("INSERT INTO dispatch_change (dsrsp, cem, minute) VALUES (?, ?, ?)", dsrsp(), cem(), minute);
        }
        if (change.list().isPresent()) {
            sql.change(
                    "INSERT INTO dispatch_list (dsrsp, cem, ven, list) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (dsrsp, cem, ven) DO UPDATE SET list = excluded.list",
                    dsrsp(),
                    cem(),
                    change.list().get().ven(),
                    change.list().get().text());
        }
    }

    /** What is past can be no change to come. */
    private void forget(long before) throws SQLException {
        sql.change("DELETE FROM dispatch_change WHERE" + OF_CEM + " AND minute < ?", dsrsp(), cem(), before);
        sql.change("DELETE FROM dispatch_window WHERE dsrsp = ? AND begins < ?", dsrsp(), before);
    }

    /** The minutes of all CEMs that are past; those of a CEM that is dispatched again go by that as well. */
    static int prune(Database database, long nowMillis, int most) {
        long before = nowMillis / MILLIS - PAST;
        List<Long> minutes = database.read(sql -> sql.all(
                "SELECT minute FROM dispatch_change WHERE minute < ? ORDER BY minute LIMIT ?",
                row -> row.getLong(1),
                before,
                most));
        return minutes.isEmpty()
                ? 0
                : database.<Integer>transaction(sql ->
                        sql.change("DELETE FROM dispatch_change WHERE minute <= ?", minutes.get(minutes.size() - 1)));
    }

    Optional<String> list(String ven) throws SQLException {
        return sql.one(
                "SELECT list FROM dispatch_list WHERE" + OF_CEM + " AND ven = ?",
                row -> row.getString(1),
                dsrsp(),
                cem(),
                ven);
    }

    private String dsrsp() {
        return key.dsrsp().toString();
    }

    private String cem() {
        return key.cem().toString();
    }
}
