package uk.route2b.protocol.link;

import java.util.function.BiConsumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.FragmentHeader;

/** Link control as JSON; the key {@code kind} says which. */
public final class LinkControlJson {
    /** The longest is "missing" with each of 2,048 indexes; the rest is room for keys to come. */
    public static final int OCTETS_MOST = 64 * 1024;

    private LinkControlJson() {}

    /** Writes {@code control}. */
    public static Octets write(LinkControl control) {
        ObjectNode json = JsonText.object().put("kind", control.kind().word());
        switch (control.kind()) {
            case HELLO -> writeHello(json, (LinkControl.Hello) control);
            case WELCOME -> writeWelcome(json, (LinkControl.Welcome) control);
            case MISSING -> writeMissing(json, (LinkControl.Missing) control);
            case CONFIGURED -> writeConfigured(json, (LinkControl.Configured) control);
            case DRAIN -> json.put("afterMillis", ((LinkControl.Drain) control).afterMillis());
        }
        return JsonText.write(json);
    }

    private static void writeHello(ObjectNode json, LinkControl.Hello hello) {
        json.put("configuration", hello.configuration()).put("software", hello.software());
        ArrayNode signers = json.putArray("signers");
        hello.signers().forEach(signer -> signers.add(signer.toString()));
        putCounters(json, hello.accepted(), hello.floor(), hello.spent());
        json.put("gatewayCertificate", hello.binding().gateway().hex());
        json.put("cemCertificate", hello.binding().cem().hex());
        hello.reads().write(json.putObject("reads"));
    }

    private static void writeWelcome(ObjectNode json, LinkControl.Welcome welcome) {
        json.put("epoch", welcome.epoch()).put("time", welcome.timeMillis());
        putCounters(json, welcome.accepted(), welcome.floor(), welcome.spent());
        json.put("messageOctets", welcome.messageOctets()).put("window", welcome.window());
        welcome.reads().write(json.putObject("reads"));
    }

    private static void writeMissing(ObjectNode json, LinkControl.Missing missing) {
        ArrayNode indexes = json.put("message", missing.messageId()).putArray("indexes");
        missing.indexes().forEach(indexes::add);
    }

    private static void writeConfigured(ObjectNode json, LinkControl.Configured configured) {
        json.put("version", configured.version()).put("result", configured.committed() ? "committed" : "failed");
        if (!configured.reason().isEmpty()) {
            json.put("reason", configured.reason());
        }
    }

    private static void putCounters(ObjectNode json, long accepted, long floor, long spent) {
        BiConsumer<String, Long> put = (key, counter) -> json.put(key, Long.toUnsignedString(counter));
        put.accept("accepted", accepted);
        put.accept("floor", floor);
        if (spent != 0) {
            put.accept("spent", spent);
        }
    }

    private static long spent(JsonObject json) throws MalformedException {
        return json.has("spent") ? json.counter("spent") : 0;
    }

    /** Reads any kind. */
    public static LinkControl read(Octets octets) throws MalformedException {
        if (octets.size() > OCTETS_MOST) {
            throw new MalformedException(Malformation.TOO_LONG, OCTETS_MOST);
        }
        JsonObject json = JsonObject.read(octets);
        String word = json.text("kind");
        for (LinkControl.Kind kind : LinkControl.Kind.values()) {
            if (kind.word().equals(word)) {
                return read(kind, json);
            }
        }
        throw new MalformedException(Malformation.JSON_FIELD, "kind");
    }

    private static LinkControl read(LinkControl.Kind kind, JsonObject json) throws MalformedException {
        return switch (kind) {
            case HELLO -> readHello(json);
            case WELCOME -> readWelcome(json);
            case MISSING ->
                new LinkControl.Missing(messageId(json), json.numbers("indexes", FragmentHeader.INDEX_MOST));
            case CONFIGURED -> readConfigured(json);
            case DRAIN -> new LinkControl.Drain(json.count("afterMillis"));
        };
    }

    private static int messageId(JsonObject json) throws MalformedException {
        int messageId = json.smallNumber("message", -1);
        if (messageId > FragmentHeader.MESSAGE_ID_MOST) {
            throw new MalformedException(Malformation.JSON_FIELD, "message");
        }
        return messageId;
    }

    private static LinkControl.Hello readHello(JsonObject json) throws MalformedException {
        return new LinkControl.Hello(
                json.count("configuration"),
                json.text("software"),
                json.parsedList("signers", KeyIdentifier::parse),
                Capabilities.read(json.object("reads")),
                json.counter("accepted"),
                json.counter("floor"),
                spent(json),
                new TlsBinding(
                        json.parsed("gatewayCertificate", LinkControlJson::digest),
                        json.parsed("cemCertificate", LinkControlJson::digest)));
    }

    private static LinkControl.Welcome readWelcome(JsonObject json) throws MalformedException {
        return new LinkControl.Welcome(
                json.count("epoch"),
                json.count("time"),
                json.counter("accepted"),
                json.counter("floor"),
                spent(json),
                json.smallNumber("messageOctets", -1),
                json.smallNumber("window", -1),
                Capabilities.read(json.object("reads")));
    }

    private static LinkControl.Configured readConfigured(JsonObject json) throws MalformedException {
        String result = json.text("result");
        if (!result.equals("committed") && !result.equals("failed")) {
            throw new MalformedException(Malformation.JSON_FIELD, "result");
        }
        String reason = json.has("reason") ? json.text("reason") : "";
        return new LinkControl.Configured(json.count("version"), result.equals("committed"), reason);
    }

    private static Octets digest(String hex) {
        if (hex.length() != 2 * TlsBinding.SIZE) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
        }
        return Octets.ofHex(hex);
    }
}
