package uk.route2b.simulator.openadr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Octets;

class MessageTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final DemandEvent EVENT =
            new DemandEvent("event-1", "VEN_1", 2, 1.0, NOW, Duration.ofMinutes(15), NOW, false);

    /** One of each type that these simulators write: all 23. */
    static Stream<Message> messages() {
        Message query = Registrations.query("r-1");
        Message opt = Opts.create("r-1", "opt-1", "optIn", "VEN_1", NOW);
        Message createReport = Reports.create("r-1", "report-1", "VEN_1");
        return Stream.of(
                Polls.poll("VEN_1"),
                query,
                Registrations.create("r-1", "VEN_1", "Home & <garden>", Optional.of("http://127.0.0.1:1")),
                Registrations.created(query, "reg-1", "VEN_1", "TH_VTN"),
                Registrations.cancel("r-1", "reg-1", "VEN_1"),
                Registrations.canceled(query, "VEN_1"),
                Registrations.requestReregistration("VEN_1"),
                EventMessages.request("r-1", "VEN_1"),
                EventMessages.distribute("r-1", "TH_VTN", List.of(EVENT, EVENT.cancel(NOW)), NOW),
                EventMessages.created("VEN_1", List.of(new EventAnswer("r-1", "event-1", 2, "optIn"))),
                Reports.register("r-1", "VEN_1", NOW),
                Responses.registeredReport(query, "VEN_1"),
                createReport,
                Responses.createdReport(createReport, "VEN_1"),
                Reports.update("r-1", "report-1", "VEN_1", 1.5, NOW),
                Responses.updatedReport(query, "VEN_1"),
                MessageType.CANCEL_REPORT.with(Vocabulary.PYLD.text("requestID", "r-1")),
                Responses.canceledReport(query, "VEN_1"),
                opt,
                Responses.createdOpt(opt),
                Opts.cancel("r-1", "opt-1", "VEN_1"),
                Responses.canceledOpt(opt),
                Responses.response(ResponseCode.OK, query, "VEN_1"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsWrittenReadsBack(Message message) throws UnreadableException {
        assertThat(Message.read(message.octets())).isEqualTo(message);
    }

    @Test
    void allTypesAreThere() {
        Set<MessageType> seen = messages().map(Message::type).collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(MessageType.class));
    }

    @Test
    void aMessageIsWrittenInItsWrapperWithoutSignature() {
        assertThat(Polls.poll("VEN_1").octets().text())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><oadr:oadrPayload ")
                .contains("<oadr:oadrSignedObject><oadr:oadrPoll ei:schemaVersion=\"2.0b\">"
                        + "<ei:venID>VEN_1</ei:venID></oadr:oadrPoll></oadr:oadrSignedObject></oadr:oadrPayload>");
    }

    @Test
    void aBareMessageWithOtherPrefixesReadsTheSame() throws UnreadableException {
        String bare = "<oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'><!-- --><x:venID "
                + "xmlns:x='http://docs.oasis-open.org/ns/energyinterop/201110'> VEN_1\n</x:venID></oadrPoll>";
        assertThat(Message.read(Octets.ofText(bare))).isEqualTo(Polls.poll("VEN_1"));
    }

    @Test
    void theVenIsFoundWhereverAMessageKeepsIt() {
        assertThat(EventMessages.request("r-1", "VEN_1").venId()).contains("VEN_1");
        assertThat(EventMessages.created("VEN_1", List.of()).venId()).contains("VEN_1");
        assertThat(Polls.poll("VEN_1").venId()).contains("VEN_1");
    }

    @Test
    void aTargetOfAnEventIsNotTheVenOfTheMessage() {
        assertThat(EventMessages.distribute("r-1", "TH_VTN", List.of(EVENT), NOW)
                        .venId())
                .isEmpty();
    }

    @Test
    void aCreatedEventIsCorrelatedByTheDistributionThatItAnswers() {
        Message created = EventMessages.created("VEN_1", List.of(new EventAnswer("d-1", "event-1", 0, "optOut")));
        assertThat(created.requestId()).contains("d-1");
        assertThat(EventAnswer.in(created)).containsExactly(new EventAnswer("d-1", "event-1", 0, "optOut"));
    }

    @Test
    void aDistributionIsNotCorrelatedByItsOwnEiResponse() {
        Message request = EventMessages.request("asked", "VEN_1");
        Message answer = EventMessages.distribute(request, "told", "TH_VTN", List.of(), NOW);
        assertThat(answer.requestId()).contains("told");
    }

    @Test
    void anEventTellsWhereItStands() {
        assertThat(EVENT.status(NOW.minusSeconds(1))).isEqualTo(EventStatus.FAR);
        assertThat(EVENT.status(NOW)).isEqualTo(EventStatus.ACTIVE);
        assertThat(EVENT.status(NOW.plusSeconds(900))).isEqualTo(EventStatus.COMPLETED);
        assertThat(EVENT.cancel(NOW).status(NOW)).isEqualTo(EventStatus.CANCELLED);
        assertThat(EVENT.cancel(NOW).modification()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<a/>",
                "<oadrPoll/>",
                "<oadrPayload xmlns='http://openadr.org/oadr-2.0b/2012/07'/>",
                "<!DOCTYPE oadrPoll><oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'/>",
                "<!DOCTYPE a [<!ENTITY e 'x'>]><oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'>&e;</oadrPoll>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                        + "<oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'>&e;</oadrPoll>",
                "<oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'>&nobody;</oadrPoll>",
                "<oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'/><oadrPoll/>"
            })
    void whatIsNoMessageIsRefused(String text) {
        refused(text);
    }

    @Test
    void whatIsTooDeepOrTooLargeIsRefused() {
        refused("<a>".repeat(ElementReader.DEEPEST + 1) + "</a>".repeat(ElementReader.DEEPEST + 1));
        refused(" ".repeat(ElementReader.MOST_OCTETS + 1));
        refused("<a>" + "<b/>".repeat(ElementReader.MOST_ELEMENTS) + "</a>");
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> Message.read(Octets.ofText(text))).isInstanceOf(UnreadableException.class);
    }

    @Test
    void eachTypeHasAServiceAndAName() {
        assertThat(Arrays.stream(MessageType.values()).map(MessageType::elementName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("oadr"))
                .hasSize(23);
    }
}
