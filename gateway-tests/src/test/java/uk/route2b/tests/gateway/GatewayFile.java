package uk.route2b.tests.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration file of a gateway under test. */
final class GatewayFile {
    private GatewayFile() {}

    static String text(Map<String, Object> settings) {
        String file = """
                trust: trust.pem
                revocationLists: %s
                store: {sqlite: server.db}
                link: {messageOctets: %s, helloSeconds: %s, drainSeconds: 0%s}
                push: {host: 127.0.0.1, port: 0, answerSeconds: %s}
                operator: {host: 127.0.0.1, port: 0}
                %s
                vtns:
                  - {name: vtn, url: "%s"}
                dsrsps:
                  - entity: 90-B3-D5-1F-30-01-00-08
                    supplierAccount: supplier
                    supplier:
                      entity: 90-B3-D5-1F-30-01-00-02
                      commands: {certificate: supplier.pem, key: "file:supplier.key"}
                      requests: {certificate: supplier-xml.pem, key: "file:supplier-xml.key"}
                    signers:
                      - {certificate: dsrsp-message.pem, key: "file:dsrsp-message.key"}
                    link:
                      host: 127.0.0.1
                      port: %s
                      tls: {certificate: dsrsp-tls.pem, key: "file:dsrsp-tls.key"}
                      configuration:
                        version: %s
                        endpoints: ["%s"]
                    cems:
                      - entity: 00-DB-12-34-56-78-90-C1
                        state: active
                        messageCertificates: [cem-1.pem]
                        meter: 00-DB-12-34-56-78-90-A1
                        meterCertificates: [meters/00-DB-12-34-56-78-90-A1.pem]
                        labelHoldSeconds: %s
                        vens:
                          - {id: VEN_1, vtn: vtn, pushToken: "file:push-VEN_1"}
                %s
                      - entity: 00-DB-12-34-56-78-90-C2
                        state: active
                        messageCertificates: [cem-2.pem]
                        meter: 00-DB-12-34-56-78-90-A2
                        meterCertificates: [meters/00-DB-12-34-56-78-90-A2.pem]
                        labelHoldSeconds: 1
                        vens:
                          - {id: VEN_2A, vtn: vtn, pushToken: "file:push-VEN_2A"}
                          - {id: VEN_2B, vtn: vtn, pushToken: "file:push-VEN_2B"}
                %s
                """;
        return file.formatted(
                settings.getOrDefault("revocationLists", List.of()),
                settings.getOrDefault("messageOctets", 4_194_432),
                settings.getOrDefault("helloSeconds", 10),
                settings.containsKey("door") ? ", door: " + settings.get("door") : "",
                settings.getOrDefault("answerSeconds", 8),
                tunnel(settings),
                settings.getOrDefault("vtn", "http://127.0.0.1:9"),
                settings.getOrDefault("linkPort", 0),
                settings.getOrDefault("version", 1),
                settings.getOrDefault("endpoint", "wss://localhost:8443/route2b"),
                settings.getOrDefault("labelHoldSeconds", 1),
                moreVens(settings),
                otherCems(settings));
    }

    /** Route 2a if there is a DCC; what fails is tried again at once. */
    private static String tunnel(Map<String, Object> settings) {
        Object dcc = settings.get("dcc");
        return dcc == null
                ? ""
                : """
                tunnel:
                  dcc: {url: "%s", responseSeconds: 1, certificates: [dcc-xml.pem]}
                  listener: {port: %s}
                  attempts: 100
                  pauseSeconds: %s
                  retrySeconds: 2""".formatted(dcc, settings.getOrDefault("duisPort", 0), settings.getOrDefault("pauseSeconds", 0));
    }

    /** CEMs of which the register has nothing but their state. */
    private static String otherCems(Map<String, Object> settings) {
        Map<?, ?> others = (Map<?, ?>) settings.getOrDefault("cems", Map.of());
        return others.entrySet().stream()
                .map(cem -> "      - {entity: " + cem.getKey() + ", state: " + cem.getValue() + "}")
                .collect(Collectors.joining("\n"));
    }

    /** Further VENs behind the first CEM, without push. */
    private static String moreVens(Map<String, Object> settings) {
        Collection<?> more = (Collection<?>) settings.getOrDefault("vens", List.of());
        return more.stream()
                .map(ven -> "          - {id: \"" + ven + "\", vtn: vtn}")
                .collect(Collectors.joining("\n"));
    }
}
