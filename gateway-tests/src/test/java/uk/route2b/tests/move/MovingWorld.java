package uk.route2b.tests.move;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.GatewayClient;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.spi.Signer;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.issue.Validity;
import uk.route2b.postgresql.FreePort;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** Two authorities, two gateway nodes on one database, and one CEM that was commissioned with the first of each. */
final class MovingWorld implements AutoCloseable {
    /** By which the VTN pushes: 128 bits or more, as the register demands. */
    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");

    private static final Duration OLDER = Duration.ofHours(1);
    private static final int YEARS = 10;

    private final TestHierarchy hierarchy = TestHierarchy.create(Instant.now());
    private final TestHierarchy otherHierarchy = TestHierarchy.create(Instant.now());
    private final IssuedIdentity device = hierarchy.device(CEM, KeyUse.DIGITAL_SIGNATURE);
    private final IssuedIdentity message = identity(Instant.now().minus(OLDER));
    private final IssuedIdentity tls = newIdentity();
    private final int port = FreePort.next();
    private final int otherPort = FreePort.next();
    private final MovingNode node;
    private final MovingNode otherNode;
    private final GatewayClient client;

    /** Writes the files; nothing runs yet. */
    MovingWorld(Path folder, String store, Traffic traffic) throws IOException {
        List<X509Certificate> anchors = new ArrayList<>(hierarchy.anchors());
        anchors.addAll(otherHierarchy.anchors());
        Files.writeString(folder.resolve("trust.pem"), Pem.text(anchors));
        Files.writeString(folder.resolve("cem-1.pem"), Pem.text(device.chain()));
        Files.writeString(folder.resolve("push"), TOKEN);
        Files.writeString(folder.resolve("password"), "none");
        LinkConfiguration installed = installed();
        IssuedIdentity authority = new IssuedIdentity(
                hierarchy.deviceCa().key(), List.of(hierarchy.deviceCa().certificate()));
        MovingNode.Settings settings = new MovingNode.Settings(store, traffic.vtnUrl(), installed, authority);
        node = new MovingNode(folder, "a", port, settings);
        otherNode = new MovingNode(folder, "b", otherPort, settings);
        client = client(folder.resolve("cem"), anchors, installed, traffic);
    }

    private LinkConfiguration installed() {
        return LinkConfiguration.of(
                1,
                List.of(MovingNode.endpoint(port)),
                List.of(key(tls)),
                issuer(tls),
                Instant.now().toEpochMilli());
    }

    private GatewayClient client(
            Path state, List<X509Certificate> anchors, LinkConfiguration installed, Traffic traffic)
            throws IOException {
        return GatewayClient.builder(CommissioningRecord.builder()
                        .cem(CEM)
                        .dsrsp(DSRSP)
                        .dsrspCertificates(List.of(message.certificate()))
                        .anchors(TrustAnchors.of(anchors))
                        .build())
                .signer(Signer.of(device.key()))
                .keySource(KeySource.of(device.key(), device.chain()))
                .journal(Journal.inFolder(state))
                .linkConfiguration(installed)
                .listener(new GatewayListener() {
                    @Override
                    public void onPayload(OpenAdrPayload payload, Runnable taken) {
                        traffic.taken(payload);
                        taken.run();
                    }
                })
                .build();
    }

    static KeyIdentifier key(IssuedIdentity identity) {
        return KeyIdentifier.of(identity.certificate().getPublicKey());
    }

    static KeyIdentifier issuer(IssuedIdentity identity) {
        return KeyIdentifier.of(identity.chain().get(1).getPublicKey());
    }

    /** A key and certificate of the DSRSP by the first authority, newer than the CEM's commissioning. */
    final IssuedIdentity newIdentity() {
        return identity(Instant.now());
    }

    private IssuedIdentity identity(Instant from) {
        return hierarchy
                .organisationCa()
                .organisation(
                        RemotePartyRole.LOAD_CONTROLLER,
                        DSRSP,
                        KeyUse.DIGITAL_SIGNATURE,
                        Validity.ofYears(from, YEARS));
    }

    /** The same by the other authority. */
    IssuedIdentity newIdentityOfOtherAuthority() {
        return otherHierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
    }

    /** The first TLS identity of the first node. */
    IssuedIdentity tls() {
        return tls;
    }

    /** The message key that the CEM was commissioned with. */
    IssuedIdentity message() {
        return message;
    }

    MovingNode node() {
        return node;
    }

    MovingNode otherNode() {
        return otherNode;
    }

    String otherEndpoint() {
        return MovingNode.endpoint(otherPort).toString();
    }

    GatewayClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        node.close();
        otherNode.close();
    }
}
