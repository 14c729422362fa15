package uk.route2b.tests.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.tests.peer.PeerWorld;
import uk.route2b.tests.peer.ScriptedCem;

/** One gateway with two CEMs in its register, the second of which has two VENs, and one VTN. */
public final class GatewayFixture implements AutoCloseable {
    public static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    public static final EntityIdentifier CEM_1 = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    public static final EntityIdentifier CEM_2 = EntityIdentifier.parse("00-DB-12-34-56-78-90-C2");
    /** A push token for each VEN: 128 bits, as the register demands, and the same in every test. */
    public static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final Path folder;
    private final PeerWorld world;
    private final IssuedIdentity recovery;
    private final IssuedIdentity cem1;
    private final IssuedIdentity cem2;
    private final Map<String, Object> settings;
    private final CarrierFiles carriers;
    private GatewayServer server;

    private GatewayFixture(
            Path folder, TestHierarchy hierarchy, Map<String, Object> settings, Function<CarrierFiles, String> dcc)
            throws IOException {
        this.folder = folder;
        InstantSource clock = InstantSource.system();
        this.world = new PeerWorld(
                hierarchy,
                DSRSP,
                hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE),
                hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE),
                clock);
        this.recovery = hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
        this.cem1 = hierarchy.device(CEM_1, KeyUse.DIGITAL_SIGNATURE);
        this.cem2 = hierarchy.device(CEM_2, KeyUse.DIGITAL_SIGNATURE);
        this.carriers = CarrierFiles.write(folder, hierarchy);
        this.settings = new HashMap<>(settings);
        String system = dcc.apply(carriers);
        if (!system.isEmpty()) {
            this.settings.put("dcc", system);
        }
        writeFiles();
        this.server = startServer();
    }

    /**
     * Starts one without route 2a.
     *
     * @param settings values for the configuration file: vtn, helloSeconds, messageOctets, linkPort, door, and cems,
     *     which are further ones with their states
     */
    public static GatewayFixture start(Path folder, Map<String, Object> settings) throws IOException {
        return start(folder, settings, carriers -> "");
    }

    /**
     * Starts one with route 2a.
     *
     * @param settings the same, and labelHoldSeconds, duisPort, pauseSeconds
     * @param dcc starts a DCC with these files, and says where it is
     */
    public static GatewayFixture start(Path folder, Map<String, Object> settings, Function<CarrierFiles, String> dcc)
            throws IOException {
        TestHierarchy hierarchy = TestHierarchy.create(InstantSource.system().instant());
        return new GatewayFixture(folder, hierarchy, settings, dcc);
    }

    public PeerWorld world() {
        return world;
    }

    /** The offline key that CEMs know from their commissioning. */
    public IssuedIdentity recovery() {
        return recovery;
    }

    /** Puts another message key in the place of the first and starts again. */
    public void restartWith(IssuedIdentity message) throws IOException {
        server.close();
        writeIdentity(
                "dsrsp-message", message, world.hierarchy().organisationCa().certificate());
        server = startServer();
    }

    /** Starts again with these revocation lists. */
    public void restartWith(List<X509CRL> lists) throws IOException, CRLException {
        server.close();
        List<String> names = new ArrayList<>();
        for (X509CRL list : lists) {
            names.add("list-" + names.size() + ".crl");
            Files.write(folder.resolve(names.get(names.size() - 1)), list.getEncoded());
        }
        settings.put("revocationLists", names);
        Files.writeString(folder.resolve("server.yaml"), GatewayFile.text(settings));
        server = startServer();
    }

    public IssuedIdentity identity(EntityIdentifier cem) {
        return cem.equals(CEM_1) ? cem1 : cem2;
    }

    public ScriptedCem scripted(EntityIdentifier cem) {
        return ScriptedCem.of(world, cem, identity(cem));
    }

    public URI endpoint() {
        return server.linkEndpoints().get(0);
    }

    public GatewayServer server() {
        return server;
    }

    /** Who carries its route 2a. */
    public CarrierFiles carriers() {
        return carriers;
    }

    /** Where the files are: identities as NAME.pem and NAME.key, the anchors as trust.pem. */
    public Path folder() {
        return folder;
    }

    public URI push(String ven) {
        return server.push().resolve("/push/" + token(ven));
    }

    /** Everything that the gateway keeps, as text, so that two looks can be compared. */
    public String stored() {
        return StoredState.of(folder.resolve("server.db"));
    }

    /** Stops the gateway and starts it again on the same store. */
    public void restart() {
        server.close();
        server = startServer();
    }

    /** Stops the gateway, and leaves its files. */
    public void stop() {
        server.close();
    }

    /** Starts it after {@link #stop}. */
    public void startAgain() {
        server = startServer();
    }

    private GatewayServer startServer() {
        return GatewayServer.start(
                ConfigurationReader.read(folder.resolve("server.yaml"), new Environment(Map.of())),
                Surroundings.ofProcess());
    }

    private void writeFiles() throws IOException {
        Files.writeString(
                folder.resolve("trust.pem"), Pem.text(world.hierarchy().anchors()));
        writeIdentity(
                "dsrsp-message",
                world.message(),
                world.hierarchy().organisationCa().certificate());
        writeIdentity(
                "dsrsp-tls", world.gateway(), world.hierarchy().organisationCa().certificate());
        writeIdentity("cem-1", cem1, world.hierarchy().deviceCa().certificate());
        writeIdentity("cem-2", cem2, world.hierarchy().deviceCa().certificate());
        for (String ven : List.of("VEN_1", "VEN_2A", "VEN_2B")) {
            Files.writeString(folder.resolve("push-" + ven), token(ven));
        }
        Files.writeString(folder.resolve("server.yaml"), GatewayFile.text(settings));
    }

    /** Tokens differ by their last digits. */
    private static String token(String ven) {
        return TOKEN + Integer.toHexString(ven.hashCode());
    }

    private void writeIdentity(String name, IssuedIdentity identity, java.security.cert.X509Certificate issuer)
            throws IOException {
        Files.writeString(folder.resolve(name + ".pem"), Pem.text(List.of(identity.certificate(), issuer)));
        Files.writeString(folder.resolve(name + ".key"), KeyFiles.keyText(identity));
    }

    @Override
    public void close() {
        server.close();
    }
}
