package uk.route2b.tests.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.simulator.dcc.DccParties;
import uk.route2b.simulator.dcc.PartyFiles;

/**
 * The files of who carries route 2a: the Supplier's two keys, the DCC's, and the meters', which the simulated DCC reads
 * as well.
 */
public record CarrierFiles(Path folder) {
    public static final EntityIdentifier SUPPLIER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-02");
    public static final EntityIdentifier METER_1 = EntityIdentifier.parse("00-DB-12-34-56-78-90-A1");
    public static final EntityIdentifier METER_2 = EntityIdentifier.parse("00-DB-12-34-56-78-90-A2");

    private static final EntityIdentifier DCC = EntityIdentifier.parse("90-B3-D5-1F-30-00-00-02");

    static CarrierFiles write(Path folder, TestHierarchy hierarchy) throws IOException {
        CarrierFiles files = new CarrierFiles(folder);
        Files.createDirectories(folder.resolve("meters"));
        files.write("supplier", organisation(hierarchy, RemotePartyRole.SUPPLIER, SUPPLIER));
        files.write("supplier-xml", organisation(hierarchy, RemotePartyRole.XML_SIGNING, SUPPLIER));
        files.write("dcc-xml", organisation(hierarchy, RemotePartyRole.XML_SIGNING, DCC));
        for (EntityIdentifier meter : List.of(METER_1, METER_2)) {
            files.write("meters/" + meter, hierarchy.device(meter, KeyUse.DIGITAL_SIGNATURE));
        }
        return files;
    }

    private static IssuedIdentity organisation(TestHierarchy hierarchy, RemotePartyRole role, EntityIdentifier entity) {
        return hierarchy.organisation(role, entity, KeyUse.DIGITAL_SIGNATURE);
    }

    private void write(String name, IssuedIdentity identity) throws IOException {
        Files.writeString(folder.resolve(name + ".pem"), Pem.text(identity.chain()));
        Files.writeString(folder.resolve(name + ".key"), KeyFiles.keyText(identity));
    }

    /** Whom a DCC has to know. */
    public DccParties parties() {
        return new PartyFiles(
                        folder.resolve("dcc-xml"),
                        List.of(folder.resolve("supplier-xml.pem")),
                        List.of(folder.resolve("supplier.pem")),
                        folder.resolve("meters"))
                .read(Optional.of(GatewayFixture.DSRSP));
    }
}
