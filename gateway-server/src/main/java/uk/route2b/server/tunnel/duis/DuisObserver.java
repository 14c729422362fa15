package uk.route2b.server.tunnel.duis;

/** Counts and logs what no caller is told. Safe for use by several threads; must not block. */
@FunctionalInterface
public interface DuisObserver {
    void noticed(DuisNotice notice);
}
