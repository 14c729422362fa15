package uk.route2b.server.delivery;

/**
 * The numbered steps of sending, storing and answering at the gateway. Between any two of them the machine may stop;
 * the crash proofs stop it at each.
 */
public enum Step {
    /** A payload of the VTN is stored, nobody was told. */
    DOWN_1_QUEUED,
    /** Its signed octets are stored under their counter, none has left. */
    DOWN_2_SIGNED,
    /** They are in the queue of the socket. */
    DOWN_3_SENT,
    /** The receipt or answer is here and judged good, nothing is stored. */
    DOWN_4_ANSWER_TAKEN,
    /** It is stored. */
    DOWN_5_SETTLED,
    /** The VTN has its answer. */
    DOWN_6_TOLD,
    /** A message of the CEM is here and judged good, nothing is stored. */
    UP_1_TAKEN,
    /** It is stored as begun, nothing has gone to the VTN. */
    UP_2_BEGUN,
    /** The request is on its way to the VTN. */
    UP_3_FORWARDED,
    /** The VTN's answer is here, nothing is stored. */
    UP_4_VTN_ANSWERED,
    /** The signed answer is stored, nothing has left. */
    UP_5_ANSWER_STORED,
    /** It is in the queue of the socket. */
    UP_6_ANSWER_SENT
}
