package uk.route2b.cem.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.MeterLimits;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.configuration.ConfigurationChecker;
import uk.route2b.protocol.configuration.ConfigurationFinding;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** One reading of one configuration file. */
final class CemConfigurationReader {
    private static final int PORT_MOST = 65_535;
    private static final long READING_MOST_MILLIS = 3_600_000;
    private static final long READING_USUAL_MILLIS = 5_000;
    private static final long MESSAGE_LEAST = 16 * 1024;
    private static final long POLL_MOST = 86_400;
    private static final long COUNT_MOST = 100_000;
    private static final int FRAGMENTS_MOST = 256;
    private static final int DAY_SECONDS = 86_400;
    private static final long OCTETS_MOST = 4L * 1024 * 1024 * 1024;

    private final Path file;
    private final Map<String, String> environment;

    CemConfigurationReader(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    CemConfiguration read() {
        Octets octets = InputFiles.read(file, new Location(file, 1, ""));
        Section root = Section.of(
                YamlReader.read(file, octets.text(), new Variables(environment)),
                "commissioning",
                "identity",
                "state",
                "openadr",
                "home",
                "linkConfiguration",
                "limits");
        Section identity = root.section("identity", "certificate", "key");
        Section openadr = root.section("openadr", "port", "vens", "dispatchAgeSeconds");
        return new CemConfiguration(
                record(root.section(
                        "commissioning",
                        "cem",
                        "dsrsp",
                        "dsrspCertificates",
                        "anchors",
                        "recoveryCertificate",
                        "firstFloor")),
                key(identity),
                InputFiles.certificates(identity.path("certificate"), identity.at("certificate")),
                root.path("state"),
                (int) openadr.number("port", 0, 0, PORT_MOST),
                vens(openadr),
                root.optionalSection("home", "url", "meter", "readingMillis").map(CemConfigurationReader::home),
                root.has("linkConfiguration") ? Optional.of(linkConfiguration(root)) : Optional.empty(),
                dispatchAge(openadr),
                limits(root));
    }

    private CommissioningRecord record(Section section) {
        CommissioningRecord.Builder builder = CommissioningRecord.builder()
                .cem(section.parsed("cem", EntityIdentifier::parse))
                .dsrsp(section.parsed("dsrsp", EntityIdentifier::parse))
                .dsrspCertificates(
                        InputFiles.certificates(paths(section, "dsrspCertificates"), section.at("dsrspCertificates")))
                .firstFloor(section.number("firstFloor", 0, 0, Long.MAX_VALUE))
                .anchors(anchors(section));
        if (section.has("recoveryCertificate")) {
            builder.recovery(
                    InputFiles.certificates(section.path("recoveryCertificate"), section.at("recoveryCertificate"))
                            .get(0));
        }
        return builder.build();
    }

    private static TrustAnchors anchors(Section section) {
        try {
            return TrustAnchors.of(InputFiles.certificates(paths(section, "anchors"), section.at("anchors")));
        } catch (IllegalArgumentException notAnchors) {
            throw section.at("anchors").failure(String.valueOf(notAnchors.getMessage()), "name the authorities only");
        }
    }

    private static List<Path> paths(Section section, String key) {
        return section.texts(key).stream().map(section::resolve).toList();
    }

    private PrivateKey key(Section identity) {
        return InputFiles.privateKey(Secret.read(identity, "key", environment), identity.at("key"));
    }

    private static List<VenConfiguration> vens(Section openadr) {
        List<VenConfiguration> vens =
                openadr.sections("vens", "id", "prefix", "wrap", "pollSeconds", "polls", "push").stream()
                        .map(CemConfigurationReader::ven)
                        .toList();
        Set<String> ids = new HashSet<>();
        Set<String> prefixes = new HashSet<>();
        for (VenConfiguration ven : vens) {
            if (!ids.add(ven.id()) || !prefixes.add(ven.prefix())) {
                throw openadr.at("vens")
                        .failure(
                                "two VENs share an id or a prefix",
                                "give each its own: the path tells which VEN speaks");
            }
        }
        return vens;
    }

    private static VenConfiguration ven(Section section) {
        String prefix = section.optionalText("prefix").orElse("");
        if (!prefix.matches("(/[A-Za-z0-9._~-]+)*")) {
            throw section.at("prefix").failure("a prefix is a path without a slash at its end", "as in /ven-2a");
        }
        String id = section.text("id");
        if (!id.matches("[\\x21-\\x7E]{1,128}")) {
            throw section.at("id").failure("a venID is printable ASCII of at most 128 characters", "mend that value");
        }
        long poll = section.number("pollSeconds", VenConfiguration.POLL_EVERY.toSeconds(), 0, POLL_MOST);
        return new VenConfiguration(
                id,
                prefix,
                section.has("wrap") ? section.parsed("wrap", VenWrap::parse) : VenWrap.AS_SENT,
                poll == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(poll)),
                section.has("polls") && section.parsed("polls", CemConfigurationReader::travel),
                section.has("push")
                        ? Optional.of(section.parsed("push", CemConfigurationReader::local))
                        : Optional.empty());
    }

    private static URI local(String text) {
        URI url = URI.create(text.replaceFirst("/+$", ""));
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("it is no http URL, as in http://127.0.0.1:8090/OpenADR2/Simple/2.0b");
        }
        return url;
    }

    private static boolean travel(String text) {
        if (!text.equals("local") && !text.equals("travel")) {
            throw new IllegalArgumentException("polls are answered local, or travel");
        }
        return text.equals("travel");
    }

    private static HomeConfiguration home(Section section) {
        URI url = section.parsed("url", URI::create);
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw section.at("url").failure("it is no http URL", "as in http://127.0.0.1:8490");
        }
        return new HomeConfiguration(
                url,
                section.parsed("meter", EntityIdentifier::parse),
                Duration.ofMillis(section.number("readingMillis", READING_USUAL_MILLIS, 100, READING_MOST_MILLIS)));
    }

    private static LinkConfiguration linkConfiguration(Section root) {
        Location at = root.at("linkConfiguration");
        try {
            LinkConfiguration configuration =
                    LinkConfigurationJson.read(InputFiles.read(root.path("linkConfiguration"), at));
            List<ConfigurationFinding> findings = ConfigurationChecker.check(configuration);
            if (findings.isEmpty()) {
                return configuration;
            }
            throw at.failure("the link configuration breaks a rule: " + findings, "mend the document");
        } catch (MalformedException unreadable) {
            throw at.failure(String.valueOf(unreadable.getMessage()), "docs/wire-format.md has an example");
        }
    }

    private static Optional<Duration> dispatchAge(Section openadr) {
        return openadr.has("dispatchAgeSeconds")
                ? Optional.of(Duration.ofSeconds(openadr.number("dispatchAgeSeconds", 0, 1, 31_536_000)))
                : Optional.empty();
    }

    private static ClientLimits limits(Section root) {
        return root.optionalSection(
                        "limits",
                        "messageOctets",
                        "queuedRequests",
                        "queuedOctets",
                        "waitingPayloads",
                        "waitingOctets",
                        "meterFragments",
                        "meterRepeatSeconds",
                        "meterSends")
                .map(CemConfigurationReader::held)
                .orElse(ClientLimits.DEFAULT);
    }

    /** A queue that is smaller than a message would refuse that message for ever. */
    private static ClientLimits held(Section limits) {
        ClientLimits usual = ClientLimits.DEFAULT;
        int message = (int) limits.number("messageOctets", usual.messageOctets(), MESSAGE_LEAST, usual.messageOctets());
        return new ClientLimits(
                (int) limits.number("queuedRequests", usual.queuedRequests(), 1, COUNT_MOST),
                limits.number("queuedOctets", Math.max(usual.queuedOctets(), message), message, OCTETS_MOST),
                (int) limits.number("waitingPayloads", usual.waitingPayloads(), 1, COUNT_MOST),
                limits.number("waitingOctets", Math.max(usual.waitingOctets(), message), message, OCTETS_MOST),
                message,
                byMeter(limits));
    }

    private static MeterLimits byMeter(Section limits) {
        MeterLimits usual = MeterLimits.DEFAULT;
        return new MeterLimits(
                (int) limits.number("meterFragments", usual.fragments(), 1, FRAGMENTS_MOST),
                Duration.ofSeconds(
                        limits.number("meterRepeatSeconds", usual.repeat().toSeconds(), 1, DAY_SECONDS)),
                (int) limits.number("meterSends", usual.sends(), 1, COUNT_MOST));
    }
}
