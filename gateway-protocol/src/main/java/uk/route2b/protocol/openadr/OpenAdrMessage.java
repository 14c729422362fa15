package uk.route2b.protocol.openadr;

import static uk.route2b.protocol.openadr.OpenAdrMessage.Sender.BOTH;
import static uk.route2b.protocol.openadr.OpenAdrMessage.Sender.VEN;
import static uk.route2b.protocol.openadr.OpenAdrMessage.Sender.VTN;

import java.util.Optional;

/** The 23 messages of OpenADR 2.0b, their service, and who sends them. */
public enum OpenAdrMessage {
    POLL("oadrPoll", OpenAdrService.POLL, VEN),
    QUERY_REGISTRATION("oadrQueryRegistration", OpenAdrService.REGISTER_PARTY, VEN),
    CREATE_PARTY_REGISTRATION("oadrCreatePartyRegistration", OpenAdrService.REGISTER_PARTY, VEN),
    CREATED_PARTY_REGISTRATION("oadrCreatedPartyRegistration", OpenAdrService.REGISTER_PARTY, VTN),
    CANCEL_PARTY_REGISTRATION("oadrCancelPartyRegistration", OpenAdrService.REGISTER_PARTY, BOTH),
    CANCELED_PARTY_REGISTRATION("oadrCanceledPartyRegistration", OpenAdrService.REGISTER_PARTY, BOTH),
    REQUEST_REREGISTRATION("oadrRequestReregistration", OpenAdrService.REGISTER_PARTY, VTN),
    REQUEST_EVENT("oadrRequestEvent", OpenAdrService.EVENT, VEN),
    DISTRIBUTE_EVENT("oadrDistributeEvent", OpenAdrService.EVENT, VTN),
    CREATED_EVENT("oadrCreatedEvent", OpenAdrService.EVENT, VEN),
    REGISTER_REPORT("oadrRegisterReport", OpenAdrService.REPORT, BOTH),
    REGISTERED_REPORT("oadrRegisteredReport", OpenAdrService.REPORT, BOTH),
    CREATE_REPORT("oadrCreateReport", OpenAdrService.REPORT, BOTH),
    CREATED_REPORT("oadrCreatedReport", OpenAdrService.REPORT, BOTH),
    UPDATE_REPORT("oadrUpdateReport", OpenAdrService.REPORT, BOTH),
    UPDATED_REPORT("oadrUpdatedReport", OpenAdrService.REPORT, BOTH),
    CANCEL_REPORT("oadrCancelReport", OpenAdrService.REPORT, BOTH),
    CANCELED_REPORT("oadrCanceledReport", OpenAdrService.REPORT, BOTH),
    CREATE_OPT("oadrCreateOpt", OpenAdrService.OPT, VEN),
    CREATED_OPT("oadrCreatedOpt", OpenAdrService.OPT, VTN),
    CANCEL_OPT("oadrCancelOpt", OpenAdrService.OPT, VEN),
    CANCELED_OPT("oadrCanceledOpt", OpenAdrService.OPT, VTN),
    /** Belongs to whatever service asked; a VEN posts it where the VTN's message came from. */
    RESPONSE("oadrResponse", OpenAdrService.EVENT, BOTH);

    /** Who may send a message. */
    public enum Sender {
        VEN,
        VTN,
        BOTH
    }

    private final String element;
    private final OpenAdrService service;
    private final Sender sender;

    OpenAdrMessage(String element, OpenAdrService service, Sender sender) {
        this.element = element;
        this.service = service;
        this.sender = sender;
    }

    /** The local name of its element. */
    public String element() {
        return element;
    }

    /** The service to which it is posted where nothing else says. */
    public OpenAdrService service() {
        return service;
    }

    public boolean sentByVen() {
        return sender != VTN;
    }

    public boolean sentByVtn() {
        return sender != VEN;
    }

    /** The message with this element name. */
    public static Optional<OpenAdrMessage> of(String element) {
        for (OpenAdrMessage message : values()) {
            if (message.element.equals(element)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
