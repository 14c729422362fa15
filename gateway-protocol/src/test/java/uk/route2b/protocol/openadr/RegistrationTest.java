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
