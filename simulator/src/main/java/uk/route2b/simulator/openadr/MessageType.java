package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.OadrService.EVENT;
import static uk.route2b.simulator.openadr.OadrService.OPT;
import static uk.route2b.simulator.openadr.OadrService.REGISTER_PARTY;
import static uk.route2b.simulator.openadr.OadrService.REPORT;

import java.util.Arrays;
import java.util.Optional;

/** The 23 messages of OpenADR 2.0b, each with the service it belongs to. */
public enum MessageType {
    /** Is there anything for me? */
    POLL("oadrPoll", OadrService.POLL),
    /** What registration do you offer? */
    QUERY_REGISTRATION("oadrQueryRegistration", REGISTER_PARTY),
    /** Register me. */
    CREATE_PARTY_REGISTRATION("oadrCreatePartyRegistration", REGISTER_PARTY),
    /** You are registered. */
    CREATED_PARTY_REGISTRATION("oadrCreatedPartyRegistration", REGISTER_PARTY),
    /** End the registration. */
    CANCEL_PARTY_REGISTRATION("oadrCancelPartyRegistration", REGISTER_PARTY),
    /** It has ended. */
    CANCELED_PARTY_REGISTRATION("oadrCanceledPartyRegistration", REGISTER_PARTY),
    /** Register anew. */
    REQUEST_REREGISTRATION("oadrRequestReregistration", REGISTER_PARTY),
    /** Which events are there? */
    REQUEST_EVENT("oadrRequestEvent", EVENT),
    /** These events are there. */
    DISTRIBUTE_EVENT("oadrDistributeEvent", EVENT),
    /** I take part, or not. */
    CREATED_EVENT("oadrCreatedEvent", EVENT),
    /** These reports I can give. */
    REGISTER_REPORT("oadrRegisterReport", REPORT),
    /** Noted. */
    REGISTERED_REPORT("oadrRegisteredReport", REPORT),
    /** Give me this report. */
    CREATE_REPORT("oadrCreateReport", REPORT),
    /** It will come. */
    CREATED_REPORT("oadrCreatedReport", REPORT),
    /** Here it is. */
    UPDATE_REPORT("oadrUpdateReport", REPORT),
    /** Received. */
    UPDATED_REPORT("oadrUpdatedReport", REPORT),
    /** No more of it. */
    CANCEL_REPORT("oadrCancelReport", REPORT),
    /** It has ended. */
    CANCELED_REPORT("oadrCanceledReport", REPORT),
    /** In these times I take part, or not. */
    CREATE_OPT("oadrCreateOpt", OPT),
    /** Noted. */
    CREATED_OPT("oadrCreatedOpt", OPT),
    /** Forget it. */
    CANCEL_OPT("oadrCancelOpt", OPT),
    /** Forgotten. */
    CANCELED_OPT("oadrCanceledOpt", OPT),
    /** A plain answer, on any service. */
    RESPONSE("oadrResponse", EVENT);

    private final String elementName;
    private final OadrService service;

    MessageType(String elementName, OadrService service) {
        this.elementName = elementName;
        this.service = service;
    }

    /** The name of its element. */
    public String elementName() {
        return elementName;
    }

    /** Where it is posted. */
    public OadrService service() {
        return service;
    }

    /** Whether it may be posted to {@code other}. */
    public boolean belongsTo(OadrService other) {
        return this == RESPONSE || service == other;
    }

    /** The message whose element has this name. */
    public static Optional<MessageType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.elementName.equals(name))
                .findFirst();
    }

    /** Makes a message of this type. */
    public Message with(Element... children) {
        return new Message(this, Vocabulary.OADR.element(elementName, children));
    }
}
