package uk.route2b.client.spi;

/**
 * The numbered steps of sending, storing and answering at the CEM. Between any two of them the power may fail; the
 * crash proofs stop at each.
 */
public enum Step {
    /** A message of the gateway is here and judged good, nothing is stored. */
    DOWN_1_TAKEN,
    /** It is stored with its counter and its answer. */
    DOWN_2_STORED,
    /** The answer is in the queue of the socket. */
    DOWN_3_ANSWERED,
    /** The payload was handed to the owner. */
    DOWN_4_HANDED,
    /** That its VEN has it is stored. */
    DOWN_5_DONE,
    /** A request's signed octets are stored under their counter, none has left. */
    UP_1_SIGNED,
    /** They are in the queue of the socket. */
    UP_2_SENT,
    /** The answer is here and judged good, nothing is stored. */
    UP_3_ANSWER_TAKEN,
    /** It is stored. */
    UP_4_SETTLED,
    /** Whoever asked has been told. */
    UP_5_TOLD
}
