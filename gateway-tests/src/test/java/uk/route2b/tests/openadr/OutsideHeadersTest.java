package uk.route2b.tests.openadr;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrXml;

/** Headers by which a VTN tells VENs apart never come from outside: for each kind of identity, each of them. */
class OutsideHeadersTest {
    private static final List<String> FORGED = List.of(
            "Authorization",
            "HTTPS",
            "SSL-Client-S-DN-CN",
            "SSL_CLIENT_S_DN_CN",
            "SSL-Client-Verify",
            "SSL-Client-Cert",
            "Client-Cert",
            "Client-Cert-Chain",
            "X-Client-Cert",
            "X-SSL-Client-Cert",
            "X-Forwarded-Client-Cert",
            "X-OADR-VEN-ID",
            "X-OADR-Fingerprint",
            "Forwarded",
            "X-Forwarded-For",
            "Cookie");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "epri-headers, HTTPS SSL-Client-S-DN-CN SSL-Client-Verify",
        "basic, Authorization",
        "rfc9440, Client-Cert X-Client-Cert X-OADR-VEN-ID X-OADR-Fingerprint",
        "none, ''"
    })
    void whatAVenSaysOfItselfIsNotHeard(String identity, String own) throws Exception {
        WireMockServer vtn = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        vtn.start();
        vtn.stubFor(post(anyUrl()).willReturn(aResponse().withBody("<ok/>")));
        Files.writeString(folder.resolve("secret"), "s3cret");
        String settings = "identity: " + identity
                + ", credentials: [{ven: VEN_1, secret: \"file:secret\", commonName: 0DB1234567},"
                + " {ven: VEN_2A, secret: \"file:secret\"}, {ven: VEN_2B, secret: \"file:secret\"}]";
        try (HomeFixture home = HomeFixture.start(folder, vtn.port(), settings, "{id: VEN_1}", List.of())) {
            Octets poll = Octets.ofText(OpenAdrXml.document("oadrRequestEvent", OpenAdrXml.venId("VEN_1"), true));
            String[] headers = FORGED.stream()
                    .flatMap(name -> List.of(name, "forged-" + name).stream())
                    .toArray(String[]::new);
            assertThat(home.post("EiEvent", poll, headers).statusCode()).isEqualTo(200);

            Request heard = vtn.getAllServeEvents().get(0).getRequest();
            assertThat(heard.getHeaders().all())
                    .noneMatch(header -> header.values().stream().anyMatch(value -> value.contains("forged")));
            for (String name : FORGED) {
                boolean expected = List.of(own.split(" ")).contains(name);
                assertThat(heard.getHeaders().getHeader(name).isPresent())
                        .as(name)
                        .isEqualTo(expected);
            }
        } finally {
            vtn.stop();
        }
    }
}
