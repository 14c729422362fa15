package uk.route2b.prove.simulation;

import java.util.stream.Stream;

/** What has to have happened, each counted when it really did; and what is counted besides. */
enum Fault {
    LINK_CUT("links cut"),
    LINK_HALF_DEAD("links half dead: nothing passes, nobody is told"),
    LINK_REFUSED("dials refused"),
    DROPPED("messages dropped by a cut"),
    DELAYED("messages delayed"),
    RESENT("messages sent again"),
    ANSWERED_AGAIN("answers sent again"),
    OVERTAKEN("messages that a newer one overtook on the other route"),
    BOTH_ROUTES("messages that came by both routes"),
    GATEWAY_RESTARTED("gateway killed and started again"),
    GATEWAY_AT_STEP("gateway killed at a step"),
    GATEWAY_SLEPT("gateway that slept while another took its place"),
    CEM_RESTARTED("CEM killed and started again"),
    CEM_AT_STEP("CEM killed at a step"),
    GATEWAY_CLOCK("clock jumps of the gateway"),
    CEM_CLOCK("clock jumps of a CEM"),
    LABEL_PARTIAL("label writes in part"),
    LABEL_LOST("label writes lost"),
    LABEL_LATE("label writes late"),
    LABEL_REPEATED("label writes repeated"),
    LABEL_TORN("label readings torn"),
    ALERT_REFUSED("alerts that the meter did not take"),
    ALERT_LOST("alerts lost"),
    ALERT_REPEATED("alerts repeated"),
    ALERT_REORDERED("alerts that came after a later one"),
    LABELS_REPLAYED("recorded fragments written to labels by others"),
    ALERTS_REPLAYED("recorded alerts sent by others"),
    ID_REUSED("recorded messages cut anew under another message id"),
    STORE_REFUSED("refusals of the store"),
    JOURNAL_REFUSED("refusals of a journal"),
    GATEWAY_FULL("pushes refused because a queue was full"),
    CEM_FULL("moments at which all places of a CEM were full"),
    VTN_SLOW("answers of a VTN that came too late"),
    VTN_DOWN("requests that found no VTN"),
    VEN_SLOW("payloads that their VEN took late"),
    SUPERSEDED("lists of events superseded"),
    EXPIRED("payloads expired"),
    JOINED("pushes joined"),
    TAKEN_OVER("takeovers (4001)"),
    TO_2A("times a CEM went to route 2a"),
    TO_2B("times a CEM came back to route 2b"),
    REQUEST_BY_2A("requests that went by 2a"),
    ANSWER_BY_2A("answers that went by 2a"),
    CONFIGURATION_BY_2A("link configurations that went by 2a"),
    RECEIPT_BY_2A("receipts that went by 2a"),
    CONTROL_BY_2A("link control that went by 2a"),
    PAYLOAD_BY_2A("payloads that went by 2a");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** As it stands in results. */
    String words() {
        return words;
    }

    /** Those of which a run without any has shown nothing. */
    static Stream<Fault> owed() {
        return Stream.of(values());
    }
}
