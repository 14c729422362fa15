package uk.route2b.pki.command.inspect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.route2b.pki.command.fragment.FragmentDescription;
import uk.route2b.pki.command.message.MessageDescription;
import uk.route2b.pki.command.message.MessageFile;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.configuration.ConfigurationChecker;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Tries what a file can be, one after the other, from the most telling form to the least. */
final class Anything {
    private static final List<Kind> KINDS = List.of(
            new Kind("certificate", Anything::certificate),
            new Kind("link configuration", Anything::configuration),
            new Kind("link control", Anything::control),
            new Kind("signed message", file -> MessageDescription.of(MessageFile.decode(file))),
            new Kind("fragments", FragmentDescription::of));

    private Anything() {}

    private record Kind(String name, Reading reading) {}

    @FunctionalInterface
    private interface Reading {
        Map<String, Object> of(Octets file) throws MalformedException;
    }

    /** Says what {@code file} is. */
    static Map<String, Object> describe(Octets file) throws MalformedException {
        Malformation last = Malformation.TAG;
        for (Kind kind : KINDS) {
            try {
                Map<String, Object> fields = new LinkedHashMap<>(Map.of("is", kind.name()));
                fields.putAll(kind.reading().of(file));
                return fields;
            } catch (MalformedException notThis) {
                last = notThis.reason();
            }
        }
        throw new MalformedException(last, "certificate, message, fragments or configuration");
    }

    private static Map<String, Object> certificate(Octets file) throws MalformedException {
        SmkiCertificate certificate =
                SmkiCertificate.read(KeyFiles.certificates(file).get(0));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", certificate.kind().name().toLowerCase(java.util.Locale.ROOT));
        certificate.role().ifPresent(role -> fields.put("role", role.digits() + " " + role));
        certificate.entity().ifPresent(entity -> fields.put("entity", entity.toString()));
        fields.put(
                "use",
                certificate.use().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        fields.put("keyIdentifier", certificate.keyIdentifier().toString());
        certificate.authorityKeyIdentifier().ifPresent(issuer -> fields.put("issuerKeyIdentifier", issuer.hex()));
        fields.put("notBefore", certificate.x509().getNotBefore().toInstant().toString());
        fields.put("notAfter", certificate.x509().getNotAfter().toInstant().toString());
        return fields;
    }

    private static Map<String, Object> configuration(Octets file) throws MalformedException {
        var configuration = LinkConfigurationJson.read(file);
        Map<String, Object> fields = fields(file);
        fields.put("findings", ConfigurationChecker.check(configuration).toString());
        return fields;
    }

    private static Map<String, Object> control(Octets file) throws MalformedException {
        LinkControlJson.read(file);
        return fields(file);
    }

    private static Map<String, Object> fields(Octets file) throws MalformedException {
        Map<String, Object> fields = new LinkedHashMap<>();
        JsonObject json = JsonObject.read(file);
        for (String key : json.keys()) {
            fields.put(key, json.shown(key));
        }
        return fields;
    }
}
