package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.OADR;
import static uk.route2b.simulator.openadr.Vocabulary.PYLD;
import static uk.route2b.simulator.openadr.Vocabulary.XCAL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of EiRegisterParty. */
public final class Registrations {
    private static final String PROFILE = "2.0b";
    private static final String TRANSPORT = "simpleHttp";
    private static final String POLL_FREQUENCY = "PT1S";

    private Registrations() {}

    /** What registration do you offer? */
    public static Message query(String requestId) {
        return MessageType.QUERY_REGISTRATION.with(PYLD.text("requestID", requestId));
    }

    /**
     * Register me.
     *
     * @param pushAddress where pushes are heard; without it the VEN polls
     */
    public static Message create(String requestId, String venId, String venName, Optional<String> pushAddress) {
        List<Element> parts = new ArrayList<>(List.of(
                PYLD.text("requestID", requestId),
                EI.text("venID", venId),
                OADR.text("oadrProfileName", PROFILE),
                OADR.text("oadrTransportName", TRANSPORT)));
        pushAddress.ifPresent(address -> parts.add(OADR.text("oadrTransportAddress", address)));
        parts.add(OADR.text("oadrReportOnly", false));
        parts.add(OADR.text("oadrXmlSignature", false));
        parts.add(OADR.text("oadrVenName", venName));
        parts.add(OADR.text("oadrHttpPullModel", pushAddress.isEmpty()));
        return MessageType.CREATE_PARTY_REGISTRATION.with(parts.toArray(Element[]::new));
    }

    /** What this VTN offers, to a query or to a VEN that it does not know. */
    public static Message offered(ResponseCode code, Message request, String vtnId) {
        return MessageType.CREATED_PARTY_REGISTRATION.with(
                code.to(request), EI.text("vtnID", vtnId), profiles(), pollFrequency());
    }

    /** The answer to a good oadrCreatePartyRegistration. */
    public static Message created(Message request, String registrationId, String venId, String vtnId) {
        return MessageType.CREATED_PARTY_REGISTRATION.with(
                ResponseCode.OK.to(request),
                EI.text("registrationID", registrationId),
                EI.text("venID", venId),
                EI.text("vtnID", vtnId),
                profiles(),
                pollFrequency());
    }

    /** End the registration. */
    public static Message cancel(String requestId, String registrationId, String venId) {
        return MessageType.CANCEL_PARTY_REGISTRATION.with(
                PYLD.text("requestID", requestId), EI.text("registrationID", registrationId), EI.text("venID", venId));
    }

    /** It has ended. */
    public static Message canceled(Message request, String venId) {
        return MessageType.CANCELED_PARTY_REGISTRATION.with(
                ResponseCode.OK.to(request),
                EI.text(
                        "registrationID",
                        request.body().textOf(EI, "registrationID").orElse("")),
                EI.text("venID", venId));
    }

    /** Register anew. */
    public static Message requestReregistration(String venId) {
        return MessageType.REQUEST_REREGISTRATION.with(EI.text("venID", venId));
    }

    private static Element profiles() {
        Element transport = OADR.element("oadrTransport", OADR.text("oadrTransportName", TRANSPORT));
        return OADR.element(
                "oadrProfiles",
                OADR.element(
                        "oadrProfile",
                        OADR.text("oadrProfileName", PROFILE),
                        OADR.element("oadrTransports", transport)));
    }

    private static Element pollFrequency() {
        return OADR.element("oadrRequestedOadrPollFreq", XCAL.text("duration", POLL_FREQUENCY));
    }
}
