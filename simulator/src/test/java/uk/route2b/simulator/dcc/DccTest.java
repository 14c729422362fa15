package uk.route2b.simulator.dcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.route2b.protocol.duis.DuisRequest;
import uk.route2b.protocol.duis.DuisRequestWriter;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.meter.Correlation;
import uk.route2b.protocol.meter.DeviceAlert;
import uk.route2b.protocol.meter.Label;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.meter.LabelResponse;
import uk.route2b.protocol.meter.OperationalUpdate;
import uk.route2b.protocol.meter.PreCommandDifference;
import uk.route2b.protocol.meter.ResponseRefusal;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.metersystem.AlertText;
import uk.route2b.simulator.metersystem.Fault;
import uk.route2b.simulator.metersystem.Faults;
import uk.route2b.simulator.metersystem.MeterSystem;
import uk.route2b.simulator.schedule.ManualSchedule;

/** The DCC by hand: what it accepts, what it answers, what its meters sign, and each of its faults. */
class DccTest {
    private static final LabelCommand COMMAND = Cast.command(1000, "some+fragment");

    private final ManualSchedule time = new ManualSchedule();
    private final List<Octets> posted = new ArrayList<>();
    private final Deque<Boolean> taken = new ArrayDeque<>();

    private Dcc dcc(Faults faults, DccFaults dccFaults) {
        DccOptions options = DccOptions.plain(URI.create("http://127.0.0.1")).with(faults, dccFaults);
        return new Dcc(Cast.parties(), options, time, this::post, InstantSource.fixed(Cast.NOW));
    }

    private Dcc dcc() {
        return dcc(Faults.NONE, DccFaults.NONE);
    }

    private CompletionStage<Boolean> post(Octets document) {
        posted.add(document);
        return CompletableFuture.completedFuture(taken.isEmpty() || taken.remove());
    }

    private DuisResponse answer(CompletionStage<Octets> answer) throws Exception {
        time.pass(10);
        return Cast.read(answer.toCompletableFuture().join()).orElseThrow();
    }

    private LabelResponse response(int index, LabelCommand command) throws Exception {
        DuisResponse response = Cast.read(posted.get(index)).orElseThrow();
        assertThat(response.request()).contains(new DuisRequest.SetLabels(command).id());
        DuisResponse.Payload payload = (DuisResponse.Payload) response.body();
        return LabelResponse.judge(payload.payload(), command, Cast.meterKeys(), Ecdsa.PLATFORM);
    }

    private DeviceAlert alert(int index) throws Exception {
        DuisResponse.DeviceAlert alert = (DuisResponse.DeviceAlert)
                Cast.read(posted.get(index)).orElseThrow().body();
        assertThat(alert.alertCode()).isEqualTo(OperationalUpdate.ALERT_CODE);
        return DeviceAlert.judge(alert.payload(), Set.of(Cast.SUPPLIER), device -> Cast.meterKeys(), Ecdsa.PLATFORM);
    }

    @Test
    void transformGivesThePreCommandOfTheRequest() throws Exception {
        DuisResponse answer = answer(dcc().transform(Cast.request(COMMAND)));
        assertThat(answer.code()).isEqualTo(ResponseCode.SUCCESS);
        DuisResponse.PreCommand preCommand = (DuisResponse.PreCommand) answer.body();
        assertThat(preCommand.gbcsVersion()).isEqualTo("4.3");
        assertThat(preCommand.payload().size()).isEqualTo(214);
        assertThat(Correlation.compare(preCommand.payload(), COMMAND)).isInstanceOf(Correlation.Same.class);
    }

    @Test
    void sendAcknowledgesAndTheMeterAnswersWithItsSignature() throws Exception {
        Dcc dcc = dcc();
        assertThat(answer(dcc.send(Cast.signed(COMMAND))).code()).isEqualTo(ResponseCode.ACKNOWLEDGED);
        time.pass(10);
        assertThat(dcc.system().read(Cast.METER).orElseThrow().text())
                .isEqualTo("some+fragment=========\n" + ("=".repeat(22) + "\n").repeat(4));
        assertThat(response(0, COMMAND)).isInstanceOf(LabelResponse.Written.class);
        assertThat(dcc.counts()).containsEntry("sent", 1L).containsEntry("responsesPosted", 1L);
        assertThat(posted).hasSize(1);
    }

    @Test
    void labelsThatAreNotNamedStayAndShortOnesAreShort() throws Exception {
        Dcc dcc = dcc();
        answer(dcc.send(Cast.signed(COMMAND)));
        LabelCommand two =
                new LabelCommand(Cast.SUPPLIER, Cast.METER, 1001, List.of(new Label(4, "four"), new Label(1, "a")));
        answer(dcc.send(Cast.signed(two)));
        time.pass(10);
        assertThat(dcc.system().read(Cast.METER).orElseThrow().lines())
                .containsExactly("a", "=".repeat(22), "=".repeat(22), "four", "=".repeat(22));
        assertThat(response(1, two)).isInstanceOf(LabelResponse.Written.class);
    }

    @Test
    void aPartialWriteIsSignedByTheMeterToo() throws Exception {
        Dcc dcc = dcc(Faults.NONE.with(Fault.PARTIAL, 1), DccFaults.NONE);
        answer(dcc.send(Cast.signed(COMMAND)));
        time.pass(10);
        assertThat(response(0, COMMAND)).isInstanceOf(LabelResponse.Partial.class);
    }

    @Test
    void aLostCommandAndALostResponseAreSilence() throws Exception {
        for (Fault fault : List.of(Fault.LOSS, Fault.RESPONSE_LOSS)) {
            assertThat(answer(dcc(Faults.NONE.with(fault, 1), DccFaults.NONE).send(Cast.signed(COMMAND)))
                            .code())
                    .isEqualTo(ResponseCode.ACKNOWLEDGED);
            time.pass(100_000);
            assertThat(posted).isEmpty();
        }
    }

    @Test
    void theDelayIsBetweenAcknowledgementAndResponse() throws Exception {
        Dcc dcc = dcc(Faults.NONE.withDelay(60_000, 60_000), DccFaults.NONE);
        assertThat(answer(dcc.send(Cast.signed(COMMAND))).code()).isEqualTo(ResponseCode.ACKNOWLEDGED);
        time.pass(59_000);
        assertThat(posted).isEmpty();
        assertThat(answer(dcc.send(Cast.signed(Cast.command(1001, "x")))).code())
                .isEqualTo(ErrorCodes.BUSY);
        time.pass(1_000);
        assertThat(posted).hasSize(1);
    }

    @Test
    void whoeverIsNotAUserIsRefusedBeforeAnyAnswer() {
        Dcc dcc = dcc();
        Octets unsigned = DuisRequestWriter.DEFAULT.write(new DuisRequest.SetLabels(COMMAND));
        Octets stranger = Cast.signer(Cast.DCC_XML).sign(unsigned);
        Octets changed = Octets.ofText(Cast.request(COMMAND).text().replace("some+", "evil+"));
        for (Octets document : List.of(unsigned, stranger, changed, Octets.ofText("x"))) {
            assertThatThrownBy(() -> dcc.transform(document)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> dcc.send(document)).isInstanceOf(IllegalArgumentException.class);
        }
        Octets nonsense = Cast.signer(Cast.SUPPLIER_XML).sign(Octets.ofText("<x/>"));
        assertThatThrownBy(() -> dcc.transform(nonsense)).isInstanceOf(IllegalArgumentException.class);
        assertThat(dcc.counts()).containsEntry("requestsRefused", 9L);
    }

    @Test
    void errorsHaveTheirCodes() throws Exception {
        Dcc dcc = dcc();
        LabelCommand ofSecond = new LabelCommand(Cast.SECOND, Cast.METER, 1, COMMAND.labels());
        assertThat(answer(dcc.transform(Cast.request(ofSecond))).code()).isEqualTo(ErrorCodes.AUTHORISATION);
        LabelCommand toNobody = new LabelCommand(Cast.SUPPLIER, Cast.NOBODY, 1, COMMAND.labels());
        assertThat(answer(dcc.transform(Cast.request(toNobody))).code()).isEqualTo(ErrorCodes.DEVICE);
        assertThat(answer(dcc.send(Cast.signed(toNobody))).code()).isEqualTo(ErrorCodes.DEVICE);
        assertThat(answer(dcc.send(Cast.request(COMMAND))).code()).isEqualTo(ErrorCodes.SERVICE);
        assertThat(answer(dcc.transform(Cast.signed(COMMAND))).code()).isEqualTo(ErrorCodes.SERVICE);
        assertThat(dcc.counts()).containsEntry("errors", 5L).containsEntry("sent", 0L);
    }

    @Test
    void onlyThePreCommandOfTheRequestSignedByItsSupplierIsSent() throws Exception {
        Dcc dcc = dcc();
        Correlation.Same same = (Correlation.Same) Correlation.compare(COMMAND.preCommand(), COMMAND);
        Octets byTheSecond = same.sign(Ecdsa.signer(Cast.SECOND_KEY.key()));
        Octets byTheXmlKey = same.sign(Ecdsa.signer(Cast.SUPPLIER_XML.key()));
        Octets good = same.sign(Ecdsa.signer(Cast.SUPPLIER_KEY.key()));
        for (Octets payload : List.of(byTheSecond, byTheXmlKey, COMMAND.preCommand(), Octets.EMPTY)) {
            assertThat(answer(dcc.send(Cast.sending(COMMAND, payload))).code()).isEqualTo(ErrorCodes.PRE_COMMAND);
        }
        assertThat(answer(dcc.send(Cast.sending(Cast.command(1001, "x"), good))).code())
                .isEqualTo(ErrorCodes.PRE_COMMAND);
        assertThat(answer(dcc.send(Cast.sending(COMMAND, good))).code()).isEqualTo(ResponseCode.ACKNOWLEDGED);
    }

    /** ECS46a has no replay protection, and this DCC adds none. */
    @Test
    void anOldCommandMayBeSentAgain() throws Exception {
        Dcc dcc = dcc();
        answer(dcc.send(Cast.signed(COMMAND)));
        time.pass(10);
        answer(dcc.send(Cast.signed(Cast.command(1001, "newer"))));
        time.pass(10);
        assertThat(answer(dcc.send(Cast.signed(COMMAND))).code()).isEqualTo(ResponseCode.ACKNOWLEDGED);
        time.pass(10);
        assertThat(dcc.system().read(Cast.METER).orElseThrow().text()).startsWith("some+fragment");
    }

    @Test
    void anAlertIsSignedByTheMeterForSupplierAndLoadController() throws Exception {
        Dcc dcc = dcc();
        assertThat(dcc.raise(Cast.METER, new AlertText("up"))).isEqualTo(MeterSystem.Taken.YES);
        assertThat(dcc.raise(Cast.METER, new AlertText("again"))).isEqualTo(MeterSystem.Taken.YES);
        time.pass(10);
        DeviceAlert.Told first = (DeviceAlert.Told) alert(0);
        DeviceAlert.Told second = (DeviceAlert.Told) alert(1);
        assertThat(first.update().text()).isEqualTo("up");
        assertThat(first.update().loadController()).contains(Cast.DSRSP);
        assertThat(second.update().counter()).isEqualTo(first.update().counter() + 1);
        assertThat(Cast.read(posted.get(0)).orElseThrow().response())
                .contains(
                        new RequestId(Cast.METER, Cast.SUPPLIER, first.update().counter()));
        assertThat(dcc.counts()).containsEntry("alertsPosted", 2L);
    }

    @Test
    void aLongestAlertHas1200Octets() throws Exception {
        dcc().raise(Cast.METER, new AlertText("x".repeat(AlertText.LONGEST)));
        time.pass(10);
        assertThat(((DeviceAlert.Told) alert(0)).message().octets().size()).isEqualTo(1200);
    }

    @Test
    void aRepeatedAlertHasTheSameOctets() throws Exception {
        Dcc dcc = dcc(Faults.NONE.with(Fault.ALERT_REPEAT, 1).withRepeatAfter(500, 500), DccFaults.NONE);
        dcc.raise(Cast.METER, new AlertText("up"));
        time.pass(1_000);
        assertThat(posted).hasSize(2);
        assertThat(posted.get(0)).isEqualTo(posted.get(1));
    }

    @Test
    void whatIsNotTakenIsPostedAgainAndThenGivenUpAndTheOrderStays() throws Exception {
        Dcc dcc = dcc();
        taken.addAll(List.of(false, false, true, false, false, false, true));
        for (String text : List.of("one", "two", "three")) {
            dcc.raise(Cast.METER, new AlertText(text));
        }
        time.pass(20_000);
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < posted.size(); index++) {
            texts.add(((DeviceAlert.Told) alert(index)).update().text());
        }
        assertThat(texts).containsExactly("one", "one", "one", "two", "two", "two", "three");
        assertThat(dcc.counts()).containsEntry("alertsPosted", 2L).containsEntry("postsFailed", 1L);
    }

    @Test
    void aReceiverThatIsAwayForLongCostsNoMoreThanTheLine() {
        DccCounts counts = new DccCounts(time, Events.UNHEARD);
        PostLine line = new PostLine(document -> new CompletableFuture<>(), time, counts);
        for (int index = 0; index < PostLine.MOST + 20; index++) {
            line.post(Octets.EMPTY, DccCounts.Count.ALERTS_POSTED, "x");
        }
        // One is on its way, and the line is full behind it.
        assertThat(counts.of(DccCounts.Count.POSTS_FAILED)).isEqualTo(19);
    }

    @ParameterizedTest
    @EnumSource(DccFault.class)
    void everyFaultIsWhatItsNameSays(DccFault fault) throws Exception {
        Dcc dcc = dcc(Faults.NONE, DccFaults.NONE.with(fault, 1));
        CompletionStage<Octets> transformed = dcc.transform(Cast.request(COMMAND));
        CompletionStage<Octets> sent = dcc.send(Cast.signed(COMMAND));
        time.pass(100);
        Optional<DuisResponse> transform =
                Cast.read(transformed.toCompletableFuture().join());
        Optional<DuisResponse> send = Cast.read(sent.toCompletableFuture().join());
        switch (fault) {
            case TRANSFORM_ERROR -> assertThat(transform.orElseThrow().code()).isEqualTo(ErrorCodes.FAULT);
            case WRONG_PRE_COMMAND ->
                assertThat(Correlation.compare(
                                ((DuisResponse.PreCommand)
                                                transform.orElseThrow().body())
                                        .payload(),
                                COMMAND))
                        .isEqualTo(new Correlation.Different(PreCommandDifference.LABEL_TEXT));
            case SEND_ERROR -> {
                assertThat(send.orElseThrow().code()).isEqualTo(ErrorCodes.FAULT);
                assertThat(posted).isEmpty();
            }
            case WRONG_XML_SIGNATURE -> {
                assertThat(transform).isEmpty();
                assertThat(send).isEmpty();
                assertThat(Cast.read(posted.get(0))).isEmpty();
            }
            case OTHER_DEVICE ->
                assertThat(response(0, COMMAND)).isEqualTo(new LabelResponse.Refused(ResponseRefusal.METER));
            case WRONG_SIGNATURE ->
                assertThat(response(0, COMMAND)).isEqualTo(new LabelResponse.Refused(ResponseRefusal.SIGNATURE));
            case RESPONSE_REPEAT -> assertThat(posted).hasSize(2).containsOnly(posted.get(0));
        }
        assertThat(dcc.counts().get("dccFaults")).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        DccFaults half = DccFaults.NONE.with(DccFault.TRANSFORM_ERROR, 0.5);
        assertThat(errors(half)).isEqualTo(errors(half)).contains(true, false);
    }

    private List<Boolean> errors(DccFaults faults) {
        Dcc dcc = dcc(Faults.NONE, faults);
        List<Boolean> errors = new ArrayList<>();
        for (int counter = 1; counter <= 20; counter++) {
            CompletionStage<Octets> answer = dcc.transform(Cast.request(Cast.command(counter, "x")));
            time.pass(1);
            errors.add(answer.toCompletableFuture().join().text().contains(">E17<"));
        }
        return errors;
    }
}
