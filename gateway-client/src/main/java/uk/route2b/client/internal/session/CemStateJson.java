package uk.route2b.client.internal.session;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.client.RestoredSpan;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.message.CounterMemory;
import uk.route2b.protocol.message.ReceiverState;
import uk.route2b.protocol.message.RememberedMessage;
import uk.route2b.protocol.message.SendWindow;
import uk.route2b.protocol.message.SenderState;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** The state as JSON, so that a person with an editor can see what a CEM holds. */
final class CemStateJson {
    private static final int FORM = 1;

    private CemStateJson() {}

    static Octets write(CemState state) {
        ObjectNode json = JsonText.object().put("form", FORM);
        json.put("cem", state.cem().toString()).put("dsrsp", state.dsrsp().toString());
        writeReceived(json, state.received());
        writeSent(json, state);
        writeInbox(json, state.inbox());
        ObjectNode newest = json.putObject("newestEvents");
        state.newestEvents().forEach((ven, counter) -> newest.put(ven, Long.toUnsignedString(counter)));
        Configurations configurations = state.configurations();
        configurations.inForce().ifPresent(held -> json.put("configuration", text(held)));
        configurations.candidate().ifPresent(held -> json.put("candidate", text(held)));
        json.put("highestVersion", configurations.highestVersion());
        configurations
                .failure()
                .ifPresent(failure -> json.putObject("failedConfiguration")
                        .put("version", failure.version())
                        .put("reason", failure.reason())
                        .put("told", failure.told() ? 1 : 0));
        json.put("leastTime", state.time().leastMillis());
        json.put("lastWall", state.time().lastWallMillis());
        json.put("epoch", state.epoch()).put("tunnelMessage", state.tunnelMessage());
        writeCredentials(json, state.credentials());
        state.restored().ifPresent(span -> writeRestored(json.putObject("restored"), span));
        return JsonText.write(json);
    }

    private static void writeRestored(ObjectNode json, RestoredSpan span) {
        json.put("copied", span.copied().toEpochMilli())
                .put("restored", span.restored().toEpochMilli())
                .put("doubtUntil", Long.toUnsignedString(span.doubtUntil()))
                .put("bounded", span.bounded() ? 1 : 0);
    }

    private static Optional<RestoredSpan> restored(JsonObject json) throws MalformedException {
        if (!json.has("restored")) {
            return Optional.empty();
        }
        JsonObject span = json.object("restored");
        return Optional.of(new RestoredSpan(
                Instant.ofEpochMilli(span.number("copied")),
                Instant.ofEpochMilli(span.number("restored")),
                span.counter("doubtUntil"),
                span.number("bounded") == 1));
    }

    private static String text(LinkConfiguration configuration) {
        return LinkConfigurationJson.write(configuration).text();
    }

    private static void writeReceived(ObjectNode json, ReceiverState received) {
        json.put("floor", Long.toUnsignedString(received.memory().floor()));
        json.put("linkControl", Long.toUnsignedString(received.highestLinkControl()));
        ObjectNode remembered = json.putObject("remembered");
        for (RememberedMessage message : received.memory().messages()) {
            ObjectNode entry = remembered.putObject(Long.toUnsignedString(message.counter()));
            entry.put("digest", message.digest().hex());
            message.answer().ifPresent(answer -> entry.put("answer", answer.hex()));
        }
    }

    private static void writeSent(ObjectNode json, CemState state) {
        json.put("sent", Long.toUnsignedString(state.sent().last()));
        ArrayNode signed = json.putArray("signed");
        state.sent().window().signed().forEach(counter -> signed.add(Long.toUnsignedString(counter)));
        ObjectNode outgoing = json.putObject("outgoing");
        state.outgoing().forEach((counter, entry) -> {
            ObjectNode node = outgoing.putObject(Long.toUnsignedString(counter));
            node.put("digest", entry.digest().hex()).put("urgent", entry.urgent() ? 1 : 0);
            entry.ven().ifPresent(ven -> node.put("ven", ven));
            entry.tunnelMessage().ifPresent(id -> node.put("tunnelMessage", id));
        });
    }

    private static void writeInbox(ObjectNode json, Inbox inbox) {
        json.put("lastPayload", inbox.lastNumber());
        ObjectNode payloads = json.putObject("payloads");
        inbox.entries().forEach((number, entry) -> {
            ObjectNode node = payloads.putObject(Long.toString(number));
            node.put("counter", Long.toUnsignedString(entry.counter())).put("octets", entry.octets());
            if (entry.answer()) {
                node.put("answer", 1);
            }
            entry.ven().ifPresent(ven -> node.put("ven", ven));
            entry.message().ifPresent(name -> node.put("message", name));
            entry.type().ifPresent(type -> node.put("type", type));
        });
    }

    static CemState read(Octets octets) throws MalformedException {
        JsonObject json = JsonObject.read(octets);
        if (json.number("form") != FORM) {
            throw new MalformedException(Malformation.JSON_FIELD, "form");
        }
        NavigableMap<Long, OutgoingEntry> outgoing = outgoing(json.object("outgoing"));
        return new CemState(
                json.parsed("cem", EntityIdentifier::parse),
                json.parsed("dsrsp", EntityIdentifier::parse),
                received(json),
                sent(json, outgoing),
                outgoing,
                inbox(json),
                newest(json.object("newestEvents")),
                new Configurations(
                        configuration(json, "configuration"),
                        configuration(json, "candidate"),
                        json.number("highestVersion"),
                        failure(json)),
                new KnownTime(json.number("leastTime"), json.number("lastWall")),
                json.number("epoch"),
                json.smallNumber("tunnelMessage", -1),
                restored(json),
                credentials(json));
    }

    private static void writeCredentials(ObjectNode json, Credentials credentials) {
        if (credentials.equals(Credentials.NONE)) {
            return;
        }
        ArrayNode signers = json.putArray("signers");
        credentials.signers().forEach(certificate -> signers.add(der(certificate)));
        json.put("recovered", credentials.recovered() ? 1 : 0);
        writeEnrolment(json.putObject("enrolment"), credentials.enrolment());
    }

    private static void writeEnrolment(ObjectNode json, Enrolment enrolment) {
        enrolment.current().ifPresent(key -> writeKey(json.putObject("current"), key));
        enrolment.next().ifPresent(key -> writeKey(json.putObject("next"), key));
        enrolment.request().ifPresent(counter -> json.put("request", Long.toUnsignedString(counter)));
    }

    private static void writeKey(ObjectNode json, TlsKey key) {
        json.put("key", key.privateKey().hex()).put("public", key.publicKey().hex());
        key.certificate().ifPresent(certificate -> json.put("certificate", der(certificate)));
    }

    private static Enrolment enrolment(JsonObject json) throws MalformedException {
        if (!json.has("enrolment")) {
            return Enrolment.NONE;
        }
        JsonObject enrolment = json.object("enrolment");
        return new Enrolment(
                key(enrolment, "current"),
                key(enrolment, "next"),
                enrolment.has("request") ? OptionalLong.of(enrolment.counter("request")) : OptionalLong.empty());
    }

    private static Optional<TlsKey> key(JsonObject json, String name) throws MalformedException {
        if (!json.has(name)) {
            return Optional.empty();
        }
        JsonObject key = json.object(name);
        Optional<X509Certificate> certificate = key.has("certificate")
                ? Optional.of(SmkiCertificate.ofDer(key.parsed("certificate", Octets::ofHex))
                        .x509())
                : Optional.empty();
        return Optional.of(
                new TlsKey(key.parsed("key", Octets::ofHex), key.parsed("public", Octets::ofHex), certificate));
    }

    private static String der(X509Certificate certificate) {
        try {
            return Octets.of(certificate.getEncoded()).hex();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read has its encoding", impossible);
        }
    }

    private static Credentials credentials(JsonObject json) throws MalformedException {
        if (!json.has("signers")) {
            return Credentials.NONE;
        }
        List<X509Certificate> signers = new ArrayList<>();
        for (Octets der : json.parsedList("signers", Octets::ofHex)) {
            signers.add(SmkiCertificate.ofDer(der).x509());
        }
        return new Credentials(signers, json.number("recovered") == 1, enrolment(json));
    }

    private static ReceiverState received(JsonObject json) throws MalformedException {
        JsonObject remembered = json.object("remembered");
        List<RememberedMessage> messages = new ArrayList<>();
        for (String key : remembered.keys()) {
            JsonObject entry = remembered.object(key);
            messages.add(new RememberedMessage(
                    counter(key),
                    entry.parsed("digest", Octets::ofHex),
                    entry.has("answer") ? Optional.of(entry.parsed("answer", Octets::ofHex)) : Optional.empty()));
        }
        return new ReceiverState(CounterMemory.restore(json.counter("floor"), messages), json.counter("linkControl"));
    }

    private static SenderState sent(JsonObject json, Map<Long, OutgoingEntry> outgoing) throws MalformedException {
        List<Long> signed = json.parsedList("signed", Long::parseUnsignedLong);
        return new SenderState(json.counter("sent"), SendWindow.restore(signed, new HashSet<>(outgoing.keySet())));
    }

    private static NavigableMap<Long, OutgoingEntry> outgoing(JsonObject json) throws MalformedException {
        Map<Long, OutgoingEntry> map = new HashMap<>();
        for (String key : json.keys()) {
            JsonObject entry = json.object(key);
            map.put(
                    counter(key),
                    new OutgoingEntry(
                            entry.parsed("digest", Octets::ofHex),
                            optional(entry, "ven"),
                            entry.number("urgent") == 1,
                            entry.has("tunnelMessage")
                                    ? OptionalInt.of(entry.smallNumber("tunnelMessage", -1))
                                    : OptionalInt.empty()));
        }
        return CemState.byCounter(map);
    }

    private static Inbox inbox(JsonObject json) throws MalformedException {
        JsonObject payloads = json.object("payloads");
        NavigableMap<Long, InboxEntry> map = new TreeMap<>();
        for (String key : payloads.keys()) {
            JsonObject entry = payloads.object(key);
            map.put(
                    counter(key),
                    new InboxEntry(
                            entry.counter("counter"),
                            entry.has("answer"),
                            optional(entry, "ven"),
                            optional(entry, "message"),
                            optional(entry, "type"),
                            entry.smallNumber("octets", -1)));
        }
        return new Inbox(json.number("lastPayload"), map);
    }

    private static Map<String, Long> newest(JsonObject json) throws MalformedException {
        Map<String, Long> map = new HashMap<>();
        for (String ven : json.keys()) {
            map.put(ven, json.counter(ven));
        }
        return map;
    }

    private static Optional<LinkConfiguration> configuration(JsonObject json, String key) throws MalformedException {
        return json.has(key)
                ? Optional.of(LinkConfigurationJson.read(Octets.ofText(json.text(key))))
                : Optional.empty();
    }

    private static Optional<Configurations.Failure> failure(JsonObject json) throws MalformedException {
        if (!json.has("failedConfiguration")) {
            return Optional.empty();
        }
        JsonObject failure = json.object("failedConfiguration");
        return Optional.of(new Configurations.Failure(
                failure.number("version"), failure.text("reason"), failure.number("told") == 1));
    }

    private static Optional<String> optional(JsonObject json, String key) throws MalformedException {
        return json.has(key) ? Optional.of(json.text(key)) : Optional.empty();
    }

    private static long counter(String text) throws MalformedException {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException notACounter) {
            throw new MalformedException(Malformation.JSON_FIELD, "counter");
        }
    }
}
