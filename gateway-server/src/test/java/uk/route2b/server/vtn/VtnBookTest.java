package uk.route2b.server.vtn;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.register.Vtn;

/** What an operator learns of a VTN that does not answer as it should. */
class VtnBookTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final VtnBook book = new VtnBook(InstantSource.fixed(NOW));

    private static VtnRequest request(String service) {
        Vtn vtn = new Vtn(
                "vtn",
                URI.create("http://127.0.0.1:1"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                PushAnswer.AFTER_CEM,
                Optional.empty());
        return new VtnRequest(vtn, "VEN_1", service, Optional.empty(), Octets.EMPTY);
    }

    private VtnReport report() {
        assertThat(book.reports()).hasSize(1);
        return book.reports().get(0);
    }

    private void answered(int status, String type, String body) {
        book.answered(request("EiRegisterParty"), new VtnAnswer(status, Optional.of(type), Octets.ofText(body)));
    }

    @Test
    void answersAreCountedByStatusAndAGoodOneIsNoTrouble() {
        answered(200, "application/xml", "<ok/>");
        answered(200, "application/xml", "<ok/>");

        assertThat(report()).isEqualTo(new VtnReport("vtn", Map.of(200, 2L), 0, "", "", ""));
    }

    @Test
    void anotherStatusAWebPageAndARefusedRegistrationAreTroubleWithVenAndTime() {
        answered(401, "text/html", "<h1>who?</h1>");
        assertThat(report().trouble()).isEqualTo("status 401");
        answered(200, "text/HTML; charset=utf-8", "<h1>It works</h1>");
        assertThat(report().trouble()).isEqualTo("status 200 with a web page");
        answered(
                200,
                "application/xml",
                OpenAdrXml.document("oadrCreatedPartyRegistration", OpenAdrXml.response(463, "", ""), true));

        assertThat(report())
                .isEqualTo(new VtnReport(
                        "vtn",
                        Map.of(200, 2L, 401, 1L),
                        0,
                        "response code 463 to a registration",
                        NOW.toString(),
                        "VEN_1"));
    }

    @Test
    void noAnswerIsCountedWithItsReason() {
        book.failed(request("OadrPoll"), "timeout");

        assertThat(report())
                .isEqualTo(new VtnReport("vtn", Map.of(), 1, "no answer: timeout", NOW.toString(), "VEN_1"));
    }
}
