package uk.route2b.server.vtn.poll;

/**
 * How polling for one VEN stands.
 *
 * @param state {@code asking} how often it may poll, {@code polling}, {@code storing} an answer that does not fit yet,
 *     {@code unregistered} until the VEN registers anew, {@code waiting} for a link of its CEM at this node, or
 *     {@code stopped}
 * @param everySeconds what the VTN asks for; 0 while that is not known
 * @param answered polls and other questions with an answer that could be read
 * @param stored answers that carried something for the VEN, each in the outbox
 * @param failures in a row
 * @param reason of the last failure; empty if there is none
 */
public record PollReport(
        String vtn,
        String ven,
        String state,
        long everySeconds,
        long answered,
        long stored,
        long failures,
        String reason) {}
