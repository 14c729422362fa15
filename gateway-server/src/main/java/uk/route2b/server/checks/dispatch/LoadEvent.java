package uk.route2b.server.checks.dispatch;

import java.util.List;

/**
 * What one entry of a VEN's list does to its load. Minutes are counted from 1970.
 *
 * @param id tells it from the others of its list
 * @param version changes with anything that it does
 * @param cancelled it does nothing any more
 * @param changes the minutes in which the load may change because of it, from its start to its end
 * @param endMinute its last one; {@link Long#MAX_VALUE} where it is open
 */
public record LoadEvent(String id, String version, boolean cancelled, List<Long> changes, long endMinute) {
    public LoadEvent {
        changes = List.copyOf(changes);
    }

    long startMinute() {
        return changes.get(0);
    }

    boolean isUnderWay(long nowMinute) {
        return !cancelled && startMinute() <= nowMinute && nowMinute <= endMinute;
    }
}
