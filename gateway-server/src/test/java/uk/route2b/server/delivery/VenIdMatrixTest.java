package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.vtn.VtnAnswer;

/**
 * A venID that is not the speaker's, in whatever position, is answered with 463 in the message that answers its own.
 */
class VenIdMatrixTest {
    private static final int MOST = 65_536;

    private final Bench bench = new Bench("VEN_A", "VEN_B");

    @ParameterizedTest
    @CsvSource({
        "oadrPoll, oadrResponse",
        "oadrQueryRegistration, oadrCreatedPartyRegistration",
        "oadrCreatePartyRegistration, oadrCreatedPartyRegistration",
        "oadrCancelPartyRegistration, oadrCanceledPartyRegistration",
        "oadrCanceledPartyRegistration, oadrResponse",
        "oadrRequestEvent, oadrResponse",
        "oadrCreatedEvent, oadrResponse",
        "oadrRegisterReport, oadrRegisteredReport",
        "oadrRegisteredReport, oadrResponse",
        "oadrCreateReport, oadrCreatedReport",
        "oadrCreatedReport, oadrResponse",
        "oadrUpdateReport, oadrUpdatedReport",
        "oadrUpdatedReport, oadrResponse",
        "oadrCancelReport, oadrCanceledReport",
        "oadrCanceledReport, oadrResponse",
        "oadrCreateOpt, oadrCreatedOpt",
        "oadrCancelOpt, oadrCanceledOpt",
        "oadrResponse, oadrResponse",
    })
    void aWrongVenIdIs463InTheRightMessage(String message, String answer) throws Exception {
        String own = OpenAdrXml.venId("VEN_A");
        String stranger = OpenAdrXml.venId("VEN_X");
        String other = OpenAdrXml.venId("VEN_B");
        String inside = "<pyld:eiRequestEvent>%s</pyld:eiRequestEvent>";
        for (String wrong : Stream.of(stranger, inside.formatted(stranger), own + stranger, own + other)
                .toList()) {
            for (boolean wrapped : new boolean[] {true, false}) {
                UplinkDecision decision = decide(OpenAdrXml.document(
                        message, "<pyld:requestID>r7</pyld:requestID><ei:optID>o1</ei:optID>" + wrong, wrapped));

                assertThat(decision).as(wrong).isInstanceOf(UplinkDecision.Answer.class);
                OpenAdrExchange exchange = ((UplinkDecision.Answer) decision).exchange();
                PayloadHead head = PayloadReader.DEFAULT.read(exchange.body());
                assertThat(head.message().map(OpenAdrMessage::element)).contains(answer);
                assertThat(head.wrapped()).isEqualTo(wrapped);
                assertThat(head.requestId()).contains("r7");
                assertThat(exchange.body().text()).contains("<ei:responseCode>463</ei:responseCode>");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OpenAdrMessage.class,
            names = {"CREATE_OPT", "UPDATE_REPORT", "REGISTER_REPORT", "CREATED_EVENT", "POLL"})
    void theRightOneIsForwardedAlsoWhereATargetNamesAnother(OpenAdrMessage message) {
        String target = "<ei:eiTarget>" + OpenAdrXml.venId("VEN_X") + "</ei:eiTarget>";
        UplinkDecision decision =
                decide(OpenAdrXml.document(message.element(), OpenAdrXml.venId("VEN_B") + target, true));

        assertThat(decision).isInstanceOf(UplinkDecision.Forward.class);
        assertThat(((UplinkDecision.Forward) decision).request().ven()).isEqualTo("VEN_B");
    }

    /** What a VTN answers, in every message that one sends; only a registration may name a venID that is new. */
    @ParameterizedTest
    @EnumSource(OpenAdrMessage.class)
    void anAnswerToAnotherVenIsRefused(OpenAdrMessage message) {
        assumeTrue(message.sentByVtn());
        boolean registration = message == OpenAdrMessage.CREATED_PARTY_REGISTRATION;
        String own = OpenAdrXml.venId("VEN_A");
        String other = OpenAdrXml.venId("VEN_B");

        for (String wrong : List.of(other, own + other, "<pyld:eiThing>" + other + "</pyld:eiThing>")) {
            assertThat(refusal(message, wrong).isPresent()).as(wrong).isEqualTo(!registration);
        }
        assertThat(refusal(message, own)).isEmpty();
        assertThat(refusal(message, "")).isEmpty();
        assertThat(refusal(message, "<ei:eiTarget>" + other + "</ei:eiTarget>")).isEmpty();
    }

    private static Optional<String> refusal(OpenAdrMessage message, String inner) {
        Octets body = Octets.ofText(OpenAdrXml.document(message.element(), inner, true));
        return AnswerCheck.refusal(new VtnAnswer(200, Optional.empty(), body), "VEN_A");
    }

    private UplinkDecision decide(String xml) {
        OpenAdrExchange exchange = OpenAdrExchange.of(Octets.ofText(xml)).forVen("VEN_A");
        boolean other = xml.startsWith("<ei:venID>VEN_B", xml.indexOf("<ei:venID>"));
        return UplinkReader.read(
                bench.counterpart().cem(),
                bench.pen.openAdr(other ? exchange.forVen("VEN_B") : exchange),
                PrivateMessageCode.OPENADR,
                MOST);
    }
}
