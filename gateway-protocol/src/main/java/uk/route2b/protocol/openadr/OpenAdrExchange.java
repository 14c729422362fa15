package uk.route2b.protocol.openadr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;

/**
 * An OpenADR payload with what has to be known to hand it on: the value behind message code 7F01.
 *
 * @param ven the VEN; empty where the CEM has only one
 * @param service the service; empty where the message itself tells
 * @param status HTTP status of an answer, 200 for a request
 * @param type content type; empty for XML in UTF-8
 * @param body the payload, octet for octet
 */
public record OpenAdrExchange(
        Optional<String> ven, Optional<String> service, int status, Optional<String> type, Octets body) {
    private static final int OK = 200;

    /** A request for, or from, the only VEN of a CEM. */
    public static OpenAdrExchange of(Octets body) {
        return new OpenAdrExchange(Optional.empty(), Optional.empty(), OK, Optional.empty(), body);
    }

    /** The same with a VEN named. */
    public OpenAdrExchange forVen(String name) {
        return new OpenAdrExchange(Optional.of(name), service, status, type, body);
    }

    /** The same with a service named. */
    public OpenAdrExchange toService(String name) {
        return new OpenAdrExchange(ven, Optional.of(name), status, type, body);
    }

    /** Content for the link: format 21 where that loses nothing, else 26; deflated where that is worth it. */
    public Content forLink() {
        return Content.forLink(format(), plainBody());
    }

    /** The smallest content, for the tunnel. */
    public Content smallest() {
        return Content.smallest(format(), plainBody());
    }

    private ContentFormat format() {
        return isPlain() ? ContentFormat.XML : ContentFormat.EXCHANGE;
    }

    private Octets plainBody() {
        return isPlain() ? body : new HttpExchange(lines(), body).octets();
    }

    private boolean isPlain() {
        return lines().isEmpty() && !body.isEmpty() && isUtf8(body);
    }

    private static boolean isUtf8(Octets body) {
        try {
            Utf8.read(body);
            return true;
        } catch (MalformedException otherEncoding) {
            return false;
        }
    }

    private Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        ven.ifPresent(name -> lines.put("ven", name));
        service.ifPresent(name -> lines.put("service", name));
        type.ifPresent(name -> lines.put("type", name));
        if (status != OK) {
            lines.put("status", Integer.toString(status));
        }
        return lines;
    }

    /**
     * Reads the content of a 7F01 message.
     *
     * @param most limit on the octets of the payload once inflated
     */
    public static OpenAdrExchange read(Content content, int most) throws MalformedException {
        Octets plain = content.plainBody(most);
        return switch (content.format().plain()) {
            case XML -> of(plain);
            case EXCHANGE -> of(HttpExchange.read(plain));
            default -> throw new MalformedException(Malformation.FORMAT, 0);
        };
    }

    private static OpenAdrExchange of(HttpExchange exchange) {
        return new OpenAdrExchange(
                exchange.ven(), exchange.service(), exchange.status().orElse(OK), exchange.type(), exchange.body());
    }
}
