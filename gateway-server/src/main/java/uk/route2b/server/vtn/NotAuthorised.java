package uk.route2b.server.vtn;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.protocol.openadr.PayloadHead;

/**
 * What a VEN is told that speaks in the name of a venID that is not its CEM's: 463, in the message that answers its
 * own, as a VTN would.
 */
public final class NotAuthorised {
    private static final int CODE = 463;
    private static final Pattern OPT_ID = Pattern.compile("<(?:[\\w.-]+:)?optID(?:\\s[^>]*)?>([^<]*)</");

    private NotAuthorised() {}

    /**
     * The answer; empty for a wrapper that holds a signature and no message.
     *
     * @param vtn what stands for the vtnID, which the gateway does not know
     */
    public static Optional<Octets> answer(PayloadHead head, Octets body, String vtn) {
        return head.message().map(message -> {
            Answer answer = to(message, body, vtn);
            String response = OpenAdrXml.response(
                    CODE, "the venID is not one of this CEM's", head.requestId().orElse(""));
            return Octets.ofText(OpenAdrXml.document(answer.element(), response + answer.inner(), head.wrapped()));
        });
    }

    private record Answer(String element, String inner) {
        static Answer of(OpenAdrMessage message, String inner) {
            return new Answer(message.element(), inner);
        }
    }

    private static Answer to(OpenAdrMessage message, Octets body, String vtn) {
        return switch (message) {
            case QUERY_REGISTRATION, CREATE_PARTY_REGISTRATION ->
                Answer.of(OpenAdrMessage.CREATED_PARTY_REGISTRATION, vtnId(vtn) + profiles());
            case CANCEL_PARTY_REGISTRATION -> Answer.of(OpenAdrMessage.CANCELED_PARTY_REGISTRATION, "");
            case REGISTER_REPORT -> Answer.of(OpenAdrMessage.REGISTERED_REPORT, "");
            case CREATE_REPORT -> Answer.of(OpenAdrMessage.CREATED_REPORT, "<oadr:oadrPendingReports/>");
            case UPDATE_REPORT -> Answer.of(OpenAdrMessage.UPDATED_REPORT, "");
            case CANCEL_REPORT -> Answer.of(OpenAdrMessage.CANCELED_REPORT, "<oadr:oadrPendingReports/>");
            case CREATE_OPT -> Answer.of(OpenAdrMessage.CREATED_OPT, optId(body));
            case CANCEL_OPT -> Answer.of(OpenAdrMessage.CANCELED_OPT, optId(body));
            // A list of events without any would cancel those that the VEN has; so a request for them is no exception.
            default -> Answer.of(OpenAdrMessage.RESPONSE, "");
        };
    }

    private static String vtnId(String vtn) {
        return "<ei:vtnID>" + OpenAdrXml.escape(vtn) + "</ei:vtnID>";
    }

    private static String profiles() {
        return "<oadr:oadrProfiles><oadr:oadrProfile><oadr:oadrProfileName>2.0b</oadr:oadrProfileName>"
                + "<oadr:oadrTransports><oadr:oadrTransport><oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>"
                + "</oadr:oadrTransport></oadr:oadrTransports></oadr:oadrProfile></oadr:oadrProfiles>";
    }

    private static String optId(Octets body) {
        try {
            Matcher found = OPT_ID.matcher(Utf8.read(body));
            return "<ei:optID>" + (found.find() ? found.group(1) : "") + "</ei:optID>";
        } catch (MalformedException otherEncoding) {
            return "<ei:optID/>";
        }
    }
}
