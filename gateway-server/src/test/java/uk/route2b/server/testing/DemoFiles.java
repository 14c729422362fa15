package uk.route2b.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.StoreEntry;

/** The layout of the demo in a folder of its own, with fresh identities and free ports. */
public final class DemoFiles {
    public static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    public static final EntityIdentifier CEM_1 = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    public static final EntityIdentifier CEM_2 = EntityIdentifier.parse("00-DB-12-34-56-78-90-C2");
    public static final EntityIdentifier METER_1 = EntityIdentifier.parse("00-DB-12-34-56-78-90-A1");
    public static final EntityIdentifier METER_2 = EntityIdentifier.parse("00-DB-12-34-56-78-90-A2");
    public static final EntityIdentifier SUPPLIER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-02");
    public static final EntityIdentifier DCC = EntityIdentifier.parse("90-B3-D5-1F-30-00-00-02");
    public static final String TOKEN_1 = "7bq0pXk2yN5sVd8wTfJzR3";

    private final Path folder;
    private final TestHierarchy hierarchy;
    private final IssuedIdentity message;
    private final IssuedIdentity tls;
    private final IssuedIdentity cem1;
    private final IssuedIdentity cem2;

    public DemoFiles(Path folder, Instant now) {
        this.folder = folder;
        this.hierarchy = TestHierarchy.create(now);
        this.message = organisation();
        this.tls = organisation();
        this.cem1 = device(CEM_1);
        this.cem2 = device(CEM_2);
        write("pki/trust.pem", certificates(hierarchy.anchors()));
        identity("dsrsp-message", message);
        identity("dsrsp-tls", tls);
        identity("cem-1", cem1);
        identity("cem-2", cem2);
        carriage();
        write("secrets/push-VEN_1", TOKEN_1 + "\n");
        write("secrets/push-VEN_2A", "0123456789abcdef0123456789abcdef");
        write("secrets/push-VEN_2B", "fedcba9876543210fedcba9876543210");
    }

    /** What route 2a takes: the Supplier's keys, the DCC's certificate, the meters'. */
    private void carriage() {
        identity("supplier", organisation(RemotePartyRole.SUPPLIER, SUPPLIER));
        identity("supplier-xml", organisation(RemotePartyRole.XML_SIGNING, SUPPLIER));
        identity("dcc-xml", organisation(RemotePartyRole.XML_SIGNING, DCC));
        for (EntityIdentifier meter : List.of(METER_1, METER_2)) {
            write("meters/" + meter + ".pem", certificates(device(meter).chain()));
        }
    }

    private IssuedIdentity organisation(RemotePartyRole role, EntityIdentifier entity) {
        return hierarchy.organisation(role, entity, KeyUse.DIGITAL_SIGNATURE);
    }

    /** A certificate for {@code entity} as it stands in a file. */
    public String text(EntityIdentifier entity) {
        return certificates(device(entity).chain());
    }

    public IssuedIdentity organisation() {
        return hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
    }

    public IssuedIdentity device(EntityIdentifier entity) {
        return hierarchy.device(entity, KeyUse.DIGITAL_SIGNATURE);
    }

    public TestHierarchy hierarchy() {
        return hierarchy;
    }

    public IssuedIdentity message() {
        return message;
    }

    public IssuedIdentity tls() {
        return tls;
    }

    public IssuedIdentity cem1() {
        return cem1;
    }

    public IssuedIdentity cem2() {
        return cem2;
    }

    public Path folder() {
        return folder;
    }

    /** Writes whom the gateway trusts. */
    public void trust(List<X509Certificate> authorities) {
        write("pki/trust.pem", certificates(authorities));
    }

    public void identity(String name, IssuedIdentity identity) {
        write("identities/" + name + ".pem", certificates(identity.chain()));
        write("identities/" + name + ".key", KeyFiles.keyText(identity));
    }

    public Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The shipped sample configuration, over these files, with free ports. */
    public ServerConfiguration sample(String vtnPort, String dccPort) {
        return ConfigurationReader.read(sampleFile(), environment(vtnPort, dccPort));
    }

    /** The same for a gateway without route 2a. */
    public ServerConfiguration withoutTunnel(String vtnPort) {
        ServerConfiguration sample = sample(vtnPort, "1");
        return new ServerConfiguration(
                sample.trust(),
                sample.store(),
                sample.link(),
                sample.delivery(),
                sample.push(),
                sample.operator(),
                Optional.empty(),
                sample.log(),
                sample.vtns(),
                sample.dsrsps());
    }

    /** The same with its store in another file. */
    public static ServerConfiguration storing(ServerConfiguration configuration, Path file) {
        StoreEntry store = configuration.store();
        return new ServerConfiguration(
                configuration.trust(),
                new StoreEntry(
                        new StoreEntry.Sqlite(file), store.node(), store.bodies(), store.headers(), store.prune()),
                configuration.link(),
                configuration.delivery(),
                configuration.push(),
                configuration.operator(),
                configuration.tunnel(),
                configuration.log(),
                configuration.vtns(),
                configuration.dsrsps());
    }

    /** The same with another answer to its VTN, and another time that a VTN waits for it. */
    public static ServerConfiguration answering(
            ServerConfiguration configuration, PushAnswer answer, Duration patience) {
        ServerConfiguration.Push push = configuration.push();
        return new ServerConfiguration(
                configuration.trust(),
                configuration.store(),
                configuration.link(),
                configuration.delivery(),
                new ServerConfiguration.Push(push.address(), patience, push.bodyOctets()),
                configuration.operator(),
                configuration.tunnel(),
                configuration.log(),
                configuration.vtns().stream()
                        .map(vtn -> new ServerConfiguration.VtnEntry(
                                vtn.name(),
                                vtn.url(),
                                vtn.connect(),
                                vtn.read(),
                                vtn.requests(),
                                answer,
                                vtn.expires(),
                                vtn.line()))
                        .toList(),
                configuration.dsrsps());
    }

    public Environment environment(String vtnPort, String dccPort) {
        return new Environment(Map.of(
                "ROUTE2B_DATA",
                folder.toString(),
                "ROUTE2B_LINK_PORT",
                "0",
                "ROUTE2B_PUSH_PORT",
                "0",
                "ROUTE2B_OPERATOR_PORT",
                "0",
                "ROUTE2B_VTN_PORT",
                vtnPort,
                "ROUTE2B_DCC_PORT",
                dccPort,
                "ROUTE2B_DUIS_PORT",
                "0"));
    }

    public static Path sampleFile() {
        return Path.of(System.getProperty("route2b.project"), "config", "server.yaml");
    }

    private static String certificates(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded(certificate)))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return text.toString();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
