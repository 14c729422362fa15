package uk.route2b.prove.world;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.KeyIdentifier;

/** The configuration file of a CEM, and the link configuration that an installer enters by hand. */
final class CemFiles {
    private static final LinkTimers TIMERS = new LinkTimers(5, 1, 1, 3_600);

    private CemFiles() {}

    /**
     * Writes both.
     *
     * @param link where CEMs find their gateway: the witness
     */
    static Path write(Path folder, String cem, Identities identities, int link, long nowMillis) throws IOException {
        LinkConfiguration configuration = new LinkConfiguration(
                1,
                List.of(URI.create("wss://localhost:" + link + "/route2b")),
                List.of(KeyIdentifier.of(identities.tls().certificate().getPublicKey())),
                KeyIdentifier.of(identities.tls().chain().get(1).getPublicKey()),
                nowMillis,
                CemCertificate.SMKI,
                Optional.empty(),
                Optional.empty(),
                TIMERS);
        Files.write(
                folder.resolve(cem + "-link.json"),
                LinkConfigurationJson.write(configuration).toArray());
        String vens = Vens.of(cem).stream()
                .map(ven ->
                        "    - {id: " + ven.id() + (ven.prefix().isEmpty() ? "" : ", prefix: " + ven.prefix()) + "}")
                .collect(Collectors.joining("\n"));
        String text = """
                commissioning:
                  cem: %s
                  dsrsp: %s
                  dsrspCertificates: [../../identities/dsrsp-message.pem]
                  anchors: ../../identities/trust.pem
                identity: {certificate: ../../identities/%s.pem, key: "file:../../identities/%s.key"}
                state: state/%s
                openadr:
                  port: 0
                  vens:
                %s
                linkConfiguration: %s-link.json
                """.formatted(Identities.entity(cem), Identities.DSRSP, cem, cem, cem, vens, cem);
        return Files.writeString(folder.resolve(cem + ".yaml"), text);
    }
}
