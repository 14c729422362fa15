package uk.route2b.server.move;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.LinkOffer;

/**
 * What an operator wants moved, as JSON. What is absent stays as the DSRSP's own configuration has it.
 *
 * <pre>
 * {"dsrsp":"90-B3-D5-1F-30-01-00-08","perMinute":60,"endpoints":["wss://new.example.org/route2b"],
 *  "gateway":["4E5ED7D3AB43485C"],"issuer":"4F5688D7EC933BE2","cems":["00-DB-12-34-56-78-90-C1"]}
 * </pre>
 *
 * @param perMinute how many CEMs get it in a minute, at most
 * @param cems whom; empty for every active CEM of the DSRSP
 */
public record MoveOrder(EntityIdentifier dsrsp, int perMinute, List<EntityIdentifier> cems, JsonObject json) {
    public MoveOrder {
        cems = List.copyOf(cems);
    }

    /** Reads an order. */
    public static MoveOrder read(Octets octets) throws MalformedException {
        JsonObject json = JsonObject.read(octets);
        int perMinute = json.smallNumber("perMinute", 0);
        if (perMinute < 1) {
            throw new MalformedException(Malformation.JSON_FIELD, "perMinute");
        }
        return new MoveOrder(
                json.parsed("dsrsp", EntityIdentifier::parse),
                perMinute,
                json.has("cems") ? json.parsedList("cems", EntityIdentifier::parse) : List.of(),
                json);
    }

    /** Where to, beginning from what the DSRSP offers; its version is the least that it may get. */
    LinkConfiguration target(LinkOffer own, long nowMillis) throws MalformedException {
        return new LinkConfiguration(
                Math.max(own.version() + 1, json.optionalNumber("version").orElse(0L)),
                json.has("endpoints") ? json.parsedList("endpoints", URI::create) : own.endpoints(),
                json.has("gateway") ? json.parsedList("gateway", KeyIdentifier::parse) : own.gateway(),
                json.has("issuer") ? json.parsed("issuer", KeyIdentifier::parse) : own.issuer(),
                nowMillis,
                certificate(own),
                json.optionalNumber("notBefore"),
                json.optionalNumber("notAfter"),
                own.timers());
    }

    private CemCertificate certificate(LinkOffer own) throws MalformedException {
        Optional<String> word = json.has("certificate") ? Optional.of(json.text("certificate")) : Optional.empty();
        if (word.isEmpty()) {
            return own.certificate();
        }
        for (CemCertificate certificate : CemCertificate.values()) {
            if (certificate.word().equals(word.get())) {
                return certificate;
            }
        }
        throw new MalformedException(Malformation.JSON_FIELD, "certificate");
    }
}
