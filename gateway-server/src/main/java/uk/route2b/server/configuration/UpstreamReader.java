package uk.route2b.server.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.route2b.server.configuration.Upstream.Credential;
import uk.route2b.server.configuration.Upstream.Tls;

/** Reads how a VTN is dealt with: its profile, and what stands before it. */
final class UpstreamReader {
    private static final int DAY = 24 * 60 * 60;
    private static final int BODY_MOST = 16 * 1024 * 1024;
    private static final Set<String> VERSIONS = Set.of("TLSv1.3", "TLSv1.2");

    private UpstreamReader() {}

    static UpstreamProfile profile(Fields fields) {
        return fields.optionalParsed("profile", UpstreamProfile::parse).orElse(UpstreamProfile.GENERIC);
    }

    static Upstream read(Fields fields) {
        Upstream usual = profile(fields).upstream();
        Upstream upstream = new Upstream(
                fields.optionalParsed("wrap", text -> Words.parse(text, Wrap.values(), Wrap::word))
                        .orElse(usual.wrap()),
                fields.optionalParsed("identity", text -> Words.parse(text, VtnIdentity.values(), VtnIdentity::word))
                        .orElse(usual.identity()),
                fields.optionalParsed("path", UpstreamReader::path).orElse(usual.path()),
                fields.optionalParsed("delivery", text -> Words.parse(text, VtnDelivery.values(), VtnDelivery::word))
                        .orElse(usual.delivery()),
                fields.optionalParsed("answerBody", text -> Words.parse(text, AnswerBody.values(), AnswerBody::word))
                        .orElse(usual.answerBody()),
                fields.seconds("pollSeconds", (int) usual.pollFallback().toSeconds(), 1, DAY),
                keepAlive(fields, usual),
                fields.number("bodyOctets", usual.bodyOctets(), 1024, BODY_MOST),
                tls(fields.object("tls"), usual.tls()),
                fields.objects("credentials").stream()
                        .map(UpstreamReader::credential)
                        .toList(),
                carriage(fields, usual.carriage()));
        check(fields, upstream);
        return upstream;
    }

    private static Upstream.Carriage carriage(Fields fields, Upstream.Carriage usual) {
        return new Upstream.Carriage(
                fields.optionalParsed("signature", text -> Words.parse(text, Signature.values(), Signature::word))
                        .orElse(usual.signature()),
                fields.optionalParsed("encoding", text -> Words.parse(text, Encoding.values(), Encoding::word))
                        .orElse(usual.encoding()));
    }

    private static String path(String text) {
        if (!text.matches("/([A-Za-z0-9._~-]+/)*")) {
            throw new IllegalArgumentException("it begins and ends with a slash, as in /OpenADR2/Simple/2.0b/");
        }
        return text;
    }

    /** 0 for none. */
    private static Optional<Duration> keepAlive(Fields fields, Upstream usual) {
        int absent = (int) usual.keepAlive().map(Duration::toSeconds).orElse(0L).longValue();
        Duration every = fields.seconds("keepAlivePollSeconds", absent, 0, DAY);
        return every.isZero() ? Optional.empty() : Optional.of(every);
    }

    private static Tls tls(Fields fields, Tls usual) {
        List<String> versions = fields.has("versions") ? fields.texts("versions") : usual.versions();
        if (versions.isEmpty() || !VERSIONS.containsAll(versions)) {
            fields.fault("versions", "a list of TLSv1.3 and TLSv1.2");
        }
        Tls tls = new Tls(
                fields.has("trust") ? Optional.of(fields.path("trust")) : usual.trust(), versions, client(fields));
        fields.finish();
        return tls;
    }

    private static Optional<ServerConfiguration.KeyFiles> client(Fields fields) {
        return fields.has("certificate") || fields.has("key")
                ? Optional.of(new ServerConfiguration.KeyFiles(fields.path("certificate"), fields.secret("key")))
                : Optional.empty();
    }

    private static Credential credential(Fields fields) {
        String ven = fields.text("ven");
        Credential credential = new Credential(
                ven,
                fields.text("user", ven),
                fields.has("secret") ? Optional.of(fields.secret("secret")) : Optional.empty(),
                fields.optionalText("commonName"),
                client(fields));
        fields.finish();
        return credential;
    }

    private static void check(Fields fields, Upstream upstream) {
        if (upstream.identity() == VtnIdentity.MTLS_SHARED
                && upstream.tls().client().isEmpty()) {
            fields.fault("identity", "mtls-shared needs certificate and key under tls");
        }
        for (Credential credential : upstream.credentials()) {
            if (upstream.identity() == VtnIdentity.BASIC && credential.secret().isEmpty()) {
                fields.fault("credentials", "basic needs a secret for VEN " + credential.ven());
            }
            if (upstream.identity() == VtnIdentity.MTLS_PER_VEN
                    && credential.client().isEmpty()) {
                fields.fault("credentials", "mtls-per-ven needs certificate and key for VEN " + credential.ven());
            }
        }
    }
}
