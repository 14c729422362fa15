package uk.route2b.prove.checker;

import java.util.OptionalLong;

/**
 * A message from its sending to its arrival, as far as order is concerned.
 *
 * @param line order is kept within a line: the VEN's name
 * @param began before it was sent
 * @param ended when its sender had its answer; empty where it never had one
 * @param arrived when it reached the other side
 */
record Passage(String id, String line, long began, OptionalLong ended, long arrived) {}
