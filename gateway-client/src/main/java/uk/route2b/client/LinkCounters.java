package uk.route2b.client;

/**
 * What the client counted; the first four are counters of the protocol, unsigned, the rest since the start.
 *
 * @param lastSent the last originator counter that this CEM used
 * @param highestAccepted the highest one accepted from the DSRSP
 * @param sendFloor this CEM's lowest unanswered counter, less one
 * @param receiveFloor counters of the DSRSP at or below it are spent
 * @param unanswered messages signed and not answered
 * @param queued requests that wait to be signed
 * @param payloads payloads of the VTN that nobody has taken yet
 * @param sent messages sent, with repetitions
 * @param received messages accepted
 * @param repeated messages that came again and were answered again
 * @param refused messages refused
 * @param alarms messages with a spent counter and other content, validly signed
 * @param dials attempts to open a link
 * @param fragmentsRead fragments read from labels
 * @param alertsSent fragments sent as alerts
 * @param givenUp own messages given up without an answer: what became of them is not known
 * @param damaged bodies that the medium gave back damaged, so that a message or a payload is lost
 * @param sentByMeter urgent messages sent through the meter because there was no link, with repetitions
 * @param receivedByMeter messages of the DSRSP accepted that came through the meter
 * @param doubted messages of the DSRSP not acted on, because a state that was lost may have done so
 */
public record LinkCounters(
        long lastSent,
        long highestAccepted,
        long sendFloor,
        long receiveFloor,
        int unanswered,
        int queued,
        int payloads,
        long sent,
        long received,
        long repeated,
        long refused,
        long alarms,
        long dials,
        long fragmentsRead,
        long alertsSent,
        long givenUp,
        long damaged,
        long sentByMeter,
        long receivedByMeter,
        long doubted) {}
