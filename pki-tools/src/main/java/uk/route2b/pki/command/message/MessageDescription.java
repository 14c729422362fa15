package uk.route2b.pki.command.message;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.RemotePartyMessage;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;

/** What stands in a message, as names and values in the order in which they stand. Verifies nothing. */
public final class MessageDescription {
    private static final int MOST = SignedMessageReader.DEFAULT.most();
    private static final int SHOWN_MOST = 64 * 1024;

    private MessageDescription() {}

    /** Describes one message, with or without a MAC header. */
    public static Map<String, Object> of(Octets octets) throws MalformedException {
        RemotePartyMessage carried = RemotePartyMessage.read(octets, SignedMessageReader.DEFAULT);
        SignedMessage message = carried.message();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("octets", octets.size());
        fields.put("mac", carried.mac().hex());
        putHeader(fields, message.header());
        fields.put("contentOctets", message.content().size());
        fields.put("signedOctetsSha256", message.digest().hex());
        fields.put("signature", message.signature().hex());
        Optional<PrivateMessageCode> ours =
                PrivateMessageCode.of(message.header().code());
        if (ours.isPresent()) {
            putContent(fields, Content.read(message.content()), ours.get());
        } else {
            fields.put("content", message.content().hex());
        }
        return fields;
    }

    private static void putHeader(Map<String, Object> fields, GroupingHeader header) {
        fields.put("cra", header.cra().name().toLowerCase(Locale.ROOT));
        fields.put("counter", header.counterText());
        fields.put("originator", header.originator().toString());
        fields.put("target", header.target().toString());
        fields.put("dateTime", header.dateTime().hex());
        fields.put("code", header.code().toString());
        fields.put("otherInformation", header.otherInformation().hex());
    }

    private static void putContent(Map<String, Object> fields, Content content, PrivateMessageCode code)
            throws MalformedException {
        fields.put("carries", code.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        fields.put("format", content.format().digits());
        Octets plain = content.plainBody(MOST);
        fields.put("bodyOctets", plain.size());
        if (content.format() == ContentFormat.RECEIPT) {
            putReceipt(fields, Receipt.read(plain));
        } else if (content.format() == ContentFormat.DER) {
            fields.put("body", plain.hex());
        } else if (code == PrivateMessageCode.OPENADR && content.format().plain() != ContentFormat.JSON) {
            putOpenAdr(fields, OpenAdrExchange.read(content, MOST));
        } else {
            fields.put("body", shown(plain));
        }
    }

    private static void putReceipt(Map<String, Object> fields, Receipt receipt) {
        fields.put("receipt", receipt.status().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        fields.put("answersSha256", receipt.digest().hex());
        fields.put("detail", receipt.detail());
    }

    private static void putOpenAdr(Map<String, Object> fields, OpenAdrExchange exchange) {
        exchange.ven().ifPresent(ven -> fields.put("ven", ven));
        exchange.service().ifPresent(service -> fields.put("service", service));
        exchange.type().ifPresent(type -> fields.put("type", type));
        fields.put("status", exchange.status());
        if (!exchange.body().isEmpty()) {
            putPayload(fields, exchange.body());
        }
    }

    /** The message around it reads well, so a payload that does not is a finding and no failure. */
    private static void putPayload(Map<String, Object> fields, Octets body) {
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(body);
            head.message().ifPresent(message -> fields.put("message", message.element()));
            head.venId().ifPresent(ven -> fields.put("venID", ven));
            head.requestId().ifPresent(request -> fields.put("requestID", request));
        } catch (MalformedException notOpenAdr) {
            fields.put("payload", notOpenAdr.getMessage());
        }
    }

    /** JSON is shown as it is; what is not text, or too much of it, by its size alone. */
    private static String shown(Octets plain) throws MalformedException {
        return plain.size() > SHOWN_MOST ? plain.size() + " octets" : Utf8.read(plain);
    }
}
