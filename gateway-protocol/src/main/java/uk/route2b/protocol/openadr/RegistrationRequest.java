package uk.route2b.protocol.openadr;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** The one message that is changed on its way: an oadrCreatePartyRegistration of a VEN whose VTN is to push. */
public final class RegistrationRequest {
    private static final Pattern PULL = Pattern.compile("(<((?:[\\w.-]+:)?)oadrHttpPullModel(?:\\s[^>]*)?>)[^<]*(</)");
    private static final Pattern ADDRESS =
            Pattern.compile("<((?:[\\w.-]+:)?)oadrTransportAddress(?:\\s[^>]*)?(?:/>|>[^<]*</[^>]*>)");
    private static final Pattern NAME =
            Pattern.compile("<((?:[\\w.-]+:)?)oadrTransportName(?:\\s[^>]*)?>[^<]*</[^>]*>");
    private static final Pattern END = Pattern.compile("</((?:[\\w.-]+:)?)oadrCreatePartyRegistration\\s*>");

    private RegistrationRequest() {}

    /**
     * The same registration for a VEN that is pushed to; any other message, and a signed one, as it is.
     *
     * @param address root of the push URL
     */
    public static Octets forPush(Octets payload, String address) {
        return text(payload)
                .map(text -> Octets.ofText(push(address(text, address))))
                .orElse(payload);
    }

    private static Optional<String> text(Octets payload) {
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(payload);
            boolean fits =
                    head.message().equals(Optional.of(OpenAdrMessage.CREATE_PARTY_REGISTRATION)) && !head.signed();
            return fits ? XmlText.asciiBased(payload) : Optional.empty();
        } catch (MalformedException other) {
            return Optional.empty();
        }
    }

    /** In its place by the schema: behind oadrTransportName. */
    private static String address(String text, String address) {
        String skeleton = XmlTags.skeleton(text);
        Matcher old = ADDRESS.matcher(skeleton);
        if (old.find()) {
            return text.substring(0, old.start()) + element(old.group(1), address) + text.substring(old.end());
        }
        Matcher name = NAME.matcher(skeleton);
        return name.find()
                ? text.substring(0, name.end()) + element(name.group(1), address) + text.substring(name.end())
                : text;
    }

    private static String element(String prefix, String address) {
        return "<" + prefix + "oadrTransportAddress>" + OpenAdrXml.escape(address) + "</" + prefix
                + "oadrTransportAddress>";
    }

    /** In its place by the schema: last. */
    private static String push(String text) {
        String skeleton = XmlTags.skeleton(text);
        Matcher pull = PULL.matcher(skeleton);
        if (pull.find()) {
            return text.substring(0, pull.end(1)) + "false" + text.substring(pull.start(3));
        }
        Matcher end = END.matcher(skeleton);
        return end.find()
                ? text.substring(0, end.start()) + "<" + end.group(1) + "oadrHttpPullModel>false</" + end.group(1)
                        + "oadrHttpPullModel>" + text.substring(end.start())
                : text;
    }
}
