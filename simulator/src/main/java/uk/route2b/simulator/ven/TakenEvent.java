package uk.route2b.simulator.ven;

/**
 * One version of an event that the VEN has acted on.
 *
 * @param event its eventID
 * @param modification its modificationNumber
 * @param status its word for where it stands
 * @param level what the signal says, as written
 * @param requestID the oadrDistributeEvent that brought it
 * @param millis when, since the VEN started
 */
public record TakenEvent(String event, int modification, String status, String level, String requestID, long millis) {}
