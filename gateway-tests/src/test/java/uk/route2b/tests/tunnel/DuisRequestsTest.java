package uk.route2b.tests.tunnel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import uk.route2b.simulator.dcc.DccFaults;
import uk.route2b.simulator.metersystem.Faults;

/** Every request that a running gateway sends to the DCC is valid by the published schema of DUIS. */
class DuisRequestsTest {
    private static final Path DATA = Path.of(System.getProperty("route2b.shared", ""), "data", "duis");
    private static final Path MAIN = DATA.resolve("DUIS Schema V5.4.xsd");

    @TempDir
    Path folder;

    @Test
    void everyRequestIsValid() throws Exception {
        Assumptions.assumeTrue(Files.exists(MAIN), "skipped: there is no " + MAIN);
        Schema schema = schema();
        WireMockServer front =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());
        front.start();
        try (Route2aWorld world = new Route2aWorld(folder, 0, Faults.NONE, DccFaults.NONE, dcc -> {
            front.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(dcc)));
            return "http://127.0.0.1:" + front.port();
        })) {
            world.awaitLink();
            List<LoggedRequest> sent = front.findAll(anyRequestedFor(anyUrl()));
            assertThat(sent).extracting(LoggedRequest::getUrl).contains("/api/v1/serviceT", "/api/v1/serviceS");
            assertThat(sent).hasSizeGreaterThanOrEqualTo(6);
            for (LoggedRequest request : sent) {
                schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(request.getBody())));
            }
        } finally {
            front.stop();
        }
    }

    private static Schema schema() throws Exception {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        // The schema of XML signatures names a DTD that it does not need.
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "file,http");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        DOMImplementationLS inputs =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> resolve(inputs, systemId));
        return factory.newSchema(
                new StreamSource(Files.newInputStream(MAIN), MAIN.toUri().toString()));
    }

    private static LSInput resolve(DOMImplementationLS inputs, String systemId) {
        LSInput input = inputs.createLSInput();
        input.setSystemId(systemId);
        Path file = DATA.resolve(systemId.substring(systemId.lastIndexOf('/') + 1));
        try {
            if (Files.exists(file)) {
                input.setByteStream(Files.newInputStream(file));
            } else {
                input.setCharacterStream(new StringReader(""));
            }
            return input;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
