package uk.route2b.simulator.metersystem;

/**
 * One home: its meter, the fate of what it exchanges, and the way of its alerts.
 *
 * @param meter the meter with its labels
 * @param plan draws what happens to the next command
 * @param alerts the way up
 */
record Home(Meter meter, FaultPlan plan, AlertPath alerts) {}
