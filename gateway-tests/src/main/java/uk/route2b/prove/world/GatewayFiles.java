package uk.route2b.prove.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The configuration file of a gateway node. */
final class GatewayFiles {
    private GatewayFiles() {}

    /**
     * Writes it.
     *
     * @param node its name
     * @param store the value of the key store without the node
     * @param vtn where the VTN listens
     * @param link where CEMs find their gateway: the witness
     */
    static Path write(Path folder, String node, String store, int vtn, int link) throws IOException {
        for (Ven ven : Vens.ALL) {
            Files.writeString(folder.resolve("push-" + ven.id()), ven.token());
        }
        String text = """
                trust: ../../identities/trust.pem
                store: {%s, node: %s}
                delivery: {reconcileSeconds: 1}
                link: {drainSeconds: 0, finishSeconds: 1}
                push: {host: 127.0.0.1, port: 0, answerSeconds: 2}
                operator: {host: 127.0.0.1, port: 0}
                vtns:
                  - {name: after-cem, url: "http://127.0.0.1:%s", answer: after-cem}
                  - {name: on-store, url: "http://127.0.0.1:%s", answer: on-store}
                dsrsps:
                  - entity: %s
                    supplierAccount: supplier
                    signers:
                      - certificate: ../../identities/dsrsp-message.pem
                        key: "file:../../identities/dsrsp-message.key"
                    link:
                      host: 127.0.0.1
                      port: 0
                      tls: {certificate: ../../identities/dsrsp-tls.pem, key: "file:../../identities/dsrsp-tls.key"}
                      configuration:
                        version: 1
                        endpoints: ["wss://localhost:%s/route2b"]
                        pingSeconds: 5
                        retryFirstSeconds: 1
                        retryMaxSeconds: 1
                        fallbackAfterSeconds: 3600
                    cems:
                %s
                """.formatted(store, node, vtn, vtn, Identities.DSRSP, link, cems());
        return Files.writeString(folder.resolve(node + ".yaml"), text);
    }

    private static String cems() {
        return Vens.CEMS.stream().map(GatewayFiles::cem).collect(Collectors.joining("\n"));
    }

    private static String cem(String name) {
        String vens = Vens.of(name).stream()
                .map(ven -> "          - {id: %s, vtn: %s, pushToken: \"file:push-%s\"}"
                        .formatted(ven.id(), ven.onStore() ? "on-store" : "after-cem", ven.id()))
                .collect(Collectors.joining("\n"));
        return """
                      - entity: %s
                        state: active
                        messageCertificates: [../../identities/%s.pem]
                        vens:
                %s""".formatted(Identities.entity(name), name, vens);
    }
}
