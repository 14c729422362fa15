package uk.route2b.simulator.vtn;

/**
 * What came of an order.
 *
 * @param event the event
 * @param requestID what the oadrDistributeEvent is called that will carry it
 */
public record Dispatched(String event, String requestID) {}
