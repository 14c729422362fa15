package uk.route2b.simulator.vtn;

/**
 * A distribution of a VEN's events that has not been delivered; its content is put together when it leaves.
 *
 * @param requestId what its oadrDistributeEvent will be called
 * @param forPoll whether it waits for the VEN's next poll
 */
record Pending(String requestId, boolean forPoll) {}
