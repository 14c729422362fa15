package uk.route2b.protocol.openadr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;

/** What those in between read of a registration, and the two places that they may change. */
class RegistrationTest {
    private static final String ANSWER = OpenAdrXml.document(
            "oadrCreatedPartyRegistration",
            OpenAdrXml.response(200, "OK", "r") + "<ei:registrationID>reg</ei:registrationID>" + OpenAdrXml.venId("V")
                    + "<ei:vtnID>v</ei:vtnID><oadr:oadrRequestedOadrPollFreq>"
                    + "<xcal:duration xmlns:xcal=\"urn:ietf:params:xml:ns:icalendar-2.0\">PT10S</xcal:duration>"
                    + "</oadr:oadrRequestedOadrPollFreq>",
            true);
    private static final String REQUEST = OpenAdrXml.document(
            "oadrCreatePartyRegistration",
            "<pyld:requestID>r</pyld:requestID><oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>"
                    + "<oadr:oadrReportOnly>false</oadr:oadrReportOnly>",
            true);

    @Test
    void theAnswerSaysHowOftenToPoll() {
        assertThat(RegistrationAnswer.read(Octets.ofText(ANSWER)))
                .contains(new RegistrationAnswer(200, java.util.Optional.of(Duration.ofSeconds(10)), true));
        assertThat(RegistrationAnswer.read(Octets.ofText(REQUEST))).isEmpty();
    }

    @Test
    void whatEpriWritesWithErrorsIsNoFrequency() {
        assertThat(RegistrationAnswer.read(Octets.ofText(ANSWER.replace("PT10S", "PTS")))
                        .orElseThrow()
                        .pollFrequency())
                .isEmpty();
    }

    @Test
    void theFrequencyIsLoweredAndNothingElse() {
        Octets lowered = RegistrationAnswer.lowered(Octets.ofText(ANSWER), Duration.ofSeconds(1));

        assertThat(lowered.text()).isEqualTo(ANSWER.replace("PT10S", "PT1S"));
        assertThat(RegistrationAnswer.lowered(Octets.ofText(ANSWER), Duration.ofSeconds(10)))
                .isEqualTo(Octets.ofText(ANSWER));
    }

    /** Found by fuzzing: an instruction in front of the root in which the message stood once more. */
    @Test
    void whatOnlyLooksLikeAnElementIsNeitherReadNorChanged() {
        String old = "<oadr:oadrTransportAddress>old</oadr:oadrTransportAddress>"
                + "<oadr:oadrHttpPullModel a='>'>true</oadr:oadrHttpPullModel>";
        String request = REQUEST.replace("<oadr:oadrReportOnly>", old + "<oadr:oadrReportOnly>");
        for (String decoy : List.of("<!--" + old + "-->", "<?note " + old + "?>")) {
            String text = request.replace("<oadr:oadrPayload", decoy + "<oadr:oadrPayload");
            assertThat(text).isNotEqualTo(request);
            assertThat(RegistrationRequest.forPush(Octets.ofText(text), "new").text())
                    .isEqualTo(request.replace(">old<", ">new<")
                            .replace(">true<", ">false<")
                            .replace("<oadr:oadrPayload", decoy + "<oadr:oadrPayload"));
            String told = ANSWER.replace(
                    "<oadr:oadrPayload",
                    decoy.replace("old", "<ei:responseCode>463</ei:responseCode>") + "<oadr:oadrPayload");
            assertThat(RegistrationAnswer.read(Octets.ofText(told)))
                    .isEqualTo(RegistrationAnswer.read(Octets.ofText(ANSWER)));
        }
    }

    /** Its octets are ASCII with a zero beside each, in which no comment is seen. */
    @Test
    void aDocumentInUtf16IsLeftAsItIs() {
        for (String name : List.of("UTF-16BE", "UTF-16LE")) {
            java.nio.charset.Charset wide = java.nio.charset.Charset.forName(name);
            Octets request =
                    Octets.of(("<!-- don't -->" + REQUEST.replaceFirst("<\\?xml.*?\\?>\\s*", "")).getBytes(wide));
            Octets answer =
                    Octets.of(("<!-- don't -->" + ANSWER.replaceFirst("<\\?xml.*?\\?>\\s*", "")).getBytes(wide));
            assertThat(RegistrationRequest.forPush(request, "new")).isEqualTo(request);
            assertThat(RegistrationAnswer.read(answer)).isEmpty();
            assertThat(RegistrationAnswer.lowered(answer, Duration.ofSeconds(1)))
                    .isEqualTo(answer);
        }
    }

    @Test
    void aFrequencyInACommentStaysAsItIs() {
        String text = ANSWER.replace(
                "<oadr:oadrRequested",
                "<!--<oadr:oadrRequestedOadrPollFreq>"
                        + "<xcal:duration>PT99S</xcal:duration></oadr:oadrRequestedOadrPollFreq>--><oadr:oadrRequested");
        assertThat(RegistrationAnswer.lowered(Octets.ofText(text), Duration.ofSeconds(1))
                        .text())
                .isEqualTo(text.replace("PT10S", "PT1S"));
    }

    @Test
    void aRegistrationForPushHasTheAddressAndNoPullModel() {
        String address = "https://gateway.example/push/t";
        String inserted =
                RegistrationRequest.forPush(Octets.ofText(REQUEST), address).text();
        String replaced = RegistrationRequest.forPush(
                        Octets.ofText(
                                inserted.replace(address, "").replace(">false</oadr:oadrHttp", ">true</oadr:oadrHttp")),
                        address)
                .text();

        for (String text : List.of(inserted, replaced)) {
            assertThat(text)
                    .contains("</oadr:oadrTransportName><oadr:oadrTransportAddress>" + address + "</")
                    .contains(
                            "<oadr:oadrHttpPullModel>false</oadr:oadrHttpPullModel></oadr:oadrCreatePartyRegistration>");
        }
        assertThat(RegistrationRequest.forPush(Octets.ofText(ANSWER), address)).isEqualTo(Octets.ofText(ANSWER));
    }
}
