package uk.route2b.server.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.ServerConfiguration.Address;
import uk.route2b.server.configuration.ServerConfiguration.KeyFiles;
import uk.route2b.server.configuration.ServerConfiguration.LinkLimits;
import uk.route2b.server.configuration.ServerConfiguration.OfferEntry;
import uk.route2b.server.configuration.ServerConfiguration.Push;
import uk.route2b.server.configuration.ServerConfiguration.VtnEntry;

/** Reads the configuration file of the server. */
public final class ConfigurationReader {
    private static final int MOST = 16 * 1024 * 1024;
    private static final int DAY = 24 * 60 * 60;
    private static final int PORT_MOST = 65_535;
    private static final int VTN_REQUESTS = 128;
    static final String LOOPBACK = "127.0.0.1";

    private ConfigurationReader() {}

    /**
     * Reads {@code file}; relative paths in it start from its folder.
     *
     * @throws CommandFailure exit code 3 if it cannot be read, with all faults that were found
     */
    public static ServerConfiguration read(Path file, Environment environment) {
        Findings findings = new Findings(file);
        YamlNode.Mapping root = YamlTree.read(octets(file), findings, environment);
        findings.failIfAny();
        Path folder = file.toAbsolutePath().resolveSibling("");
        Fields fields = new Fields(root, "", new Fields.Reading(folder, findings, environment));
        ServerConfiguration configuration = configuration(fields);
        findings.failIfAny();
        return configuration;
    }

    private static Octets octets(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return Octets.of(stream.readNBytes(MOST));
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    file.toString(),
                    "the configuration cannot be read: " + unreadable.getClass().getSimpleName(),
                    "name a file with --config; config/server.yaml is a sample",
                    unreadable);
        }
    }

    private static ServerConfiguration configuration(Fields fields) {
        LinkLimits link = link(fields.object("link"));
        Push push = PushReader.read(fields.object("push"));
        StoreEntry store = StoreReader.read(fields.object("store"));
        Fields operator = fields.object("operator");
        Address address = address(operator, LOOPBACK, 8445);
        OperatorAccess access = OperatorReader.read(operator, address);
        operator.finish();
        ServerConfiguration configuration = new ServerConfiguration(
                fields.path("trust"),
                fields.paths("revocationLists"),
                store,
                link,
                DeliveryReader.read(fields.object("delivery"), link, push),
                push,
                address,
                fields.has("tunnel") ? Optional.of(TunnelReader.read(fields.object("tunnel"))) : Optional.empty(),
                log(fields),
                fields.objects("vtns").stream().map(ConfigurationReader::vtn).toList(),
                fields.objects("dsrsps").stream().map(DsrspReader::read).toList(),
                ChecksReader.read(fields.object("checks"), store),
                access);
        if (configuration.dsrsps().isEmpty()) {
            fields.fault("dsrsps", "a gateway serves one DSRSP or more");
        }
        fields.finish();
        return configuration;
    }

    private static LinkLimits link(Fields fields) {
        LinkLimits usual = LinkLimits.DEFAULT;
        LinkLimits limits = new LinkLimits(
                fields.number("messageOctets", usual.messageOctets(), 4096, 16 * 1024 * 1024),
                fields.seconds("helloSeconds", (int) usual.hello().toSeconds(), 1, 300),
                fields.seconds("idleSeconds", (int) usual.idle().toSeconds(), 10, DAY),
                fields.seconds("drainSeconds", (int) usual.drain().toSeconds(), 0, DAY),
                fields.seconds("finishSeconds", (int) usual.finish().toSeconds(), 0, 300),
                fields.number("refusalsPerMinute", usual.refusals(), 1, 1_000_000),
                DoorReader.read(fields.object("door")));
        fields.finish();
        return limits;
    }

    static Address address(Fields fields, String host, int port) {
        return new Address(fields.text("host", host), fields.number("port", port, 0, PORT_MOST));
    }

    private static Optional<Path> log(Fields fields) {
        Fields log = fields.object("log");
        Optional<Path> file = log.has("file") ? Optional.of(log.path("file")) : Optional.empty();
        log.finish();
        return file;
    }

    private static VtnEntry vtn(Fields fields) {
        VtnEntry vtn = new VtnEntry(
                fields.text("name"),
                fields.uri("url"),
                fields.seconds("connectSeconds", 5, 1, 300),
                fields.seconds("readSeconds", 8, 1, 300),
                fields.number("requestsMost", VTN_REQUESTS, 1, 4096),
                fields.optionalParsed("answer", PushAnswer::parse)
                        .orElse(UpstreamReader.profile(fields).answer()),
                fields.optionalParsed("expiresSeconds", ConfigurationReader::expiry),
                UpstreamReader.read(fields),
                fields.line());
        fields.finish();
        return vtn;
    }

    private static Duration expiry(String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw new IllegalArgumentException("it is a whole number of seconds above 0; without it nothing expires");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    static KeyFiles keyFiles(Fields fields) {
        KeyFiles files = new KeyFiles(fields.path("certificate"), fields.secret("key"));
        fields.finish();
        return files;
    }

    static OfferEntry offer(Fields fields) {
        LinkTimers usual = LinkTimers.DEFAULT;
        OfferEntry offer = new OfferEntry(
                fields.longNumber("version", 1, 1, Long.MAX_VALUE / 10),
                endpoints(fields),
                fields.optionalParsed("certificate", ConfigurationReader::certificate)
                        .orElse(CemCertificate.SMKI),
                fields.number("pingSeconds", usual.pingSeconds(), 5, DAY),
                fields.number("retryFirstSeconds", usual.retryFirstSeconds(), 1, DAY),
                fields.number("retryMaxSeconds", usual.retryMaxSeconds(), 1, DAY),
                fields.number("fallbackAfterSeconds", usual.fallbackAfterSeconds(), 1, DAY));
        fields.finish();
        return offer;
    }

    private static CemCertificate certificate(String word) {
        for (CemCertificate certificate : CemCertificate.values()) {
            if (certificate.word().equals(word)) {
                return certificate;
            }
        }
        throw new IllegalArgumentException("a CEM shows smki, its own device certificate, or enrol");
    }

    private static List<URI> endpoints(Fields fields) {
        try {
            return fields.texts("endpoints").stream().map(URI::create).toList();
        } catch (IllegalArgumentException wrong) {
            fields.fault("endpoints", "one of them is no URI");
            return List.of();
        }
    }
}
