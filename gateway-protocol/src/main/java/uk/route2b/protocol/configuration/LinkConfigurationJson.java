package uk.route2b.protocol.configuration;

import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * The link configuration as JSON; small, because each fragment of route 2a is a meter command.
 *
 * <pre>
 * {"version":1,"endpoints":"wss://gateway.example/route2b","gateway":"4E5ED7D3AB43485C",
 *  "issuer":"4F5688D7EC933BE2","time":1795464000000}
 * </pre>
 *
 * <p>{@code endpoints} and {@code gateway} are arrays where there are several; a key with its default is left out.
 */
public final class LinkConfigurationJson {
    private LinkConfigurationJson() {}

    /** Writes {@code configuration}. */
    public static Octets write(LinkConfiguration configuration) {
        ObjectNode json = JsonText.object();
        json.put("version", configuration.version());
        putAll(json, "endpoints", configuration.endpoints());
        putAll(json, "gateway", configuration.gateway());
        json.put("issuer", configuration.issuer().toString());
        json.put("time", configuration.timeMillis());
        if (configuration.certificate() != CemCertificate.SMKI) {
            json.put("certificate", configuration.certificate().word());
        }
        configuration.notBeforeMillis().ifPresent(millis -> json.put("notBefore", millis));
        configuration.notAfterMillis().ifPresent(millis -> json.put("notAfter", millis));
        putTimers(json, configuration.timers());
        return JsonText.write(json);
    }

    /** Reads a configuration; whether it makes sense is for {@link ConfigurationChecker}. */
    public static LinkConfiguration read(Octets octets) throws MalformedException {
        JsonObject json = JsonObject.read(octets);
        return new LinkConfiguration(
                json.number("version"),
                json.parsedList("endpoints", URI::create),
                json.parsedList("gateway", KeyIdentifier::parse),
                json.parsed("issuer", KeyIdentifier::parse),
                json.number("time"),
                json.has("certificate")
                        ? json.parsed("certificate", LinkConfigurationJson::certificate)
                        : CemCertificate.SMKI,
                json.optionalNumber("notBefore"),
                json.optionalNumber("notAfter"),
                timers(json));
    }

    private static CemCertificate certificate(String word) {
        for (CemCertificate certificate : CemCertificate.values()) {
            if (certificate.word().equals(word)) {
                return certificate;
            }
        }
        throw new IllegalArgumentException("neither smki nor enrol");
    }

    private static void putAll(ObjectNode json, String key, List<?> values) {
        if (values.size() == 1) {
            json.put(key, values.get(0).toString());
            return;
        }
        ArrayNode array = json.putArray(key);
        values.forEach(value -> array.add(value.toString()));
    }

    private static void putTimers(ObjectNode json, LinkTimers timers) {
        LinkTimers usual = LinkTimers.DEFAULT;
        if (timers.pingSeconds() != usual.pingSeconds()) {
            json.put("pingSeconds", timers.pingSeconds());
        }
        if (timers.retryFirstSeconds() != usual.retryFirstSeconds()
                || timers.retryMaxSeconds() != usual.retryMaxSeconds()) {
            json.putObject("retry").put("first", timers.retryFirstSeconds()).put("max", timers.retryMaxSeconds());
        }
        if (timers.fallbackAfterSeconds() != usual.fallbackAfterSeconds()) {
            json.put("fallbackAfterSeconds", timers.fallbackAfterSeconds());
        }
    }

    private static LinkTimers timers(JsonObject json) throws MalformedException {
        LinkTimers usual = LinkTimers.DEFAULT;
        int first = usual.retryFirstSeconds();
        int max = usual.retryMaxSeconds();
        if (json.has("retry")) {
            first = json.object("retry").smallNumber("first", first);
            max = json.object("retry").smallNumber("max", max);
        }
        return new LinkTimers(
                json.smallNumber("pingSeconds", usual.pingSeconds()),
                first,
                max,
                json.smallNumber("fallbackAfterSeconds", usual.fallbackAfterSeconds()));
    }
}
