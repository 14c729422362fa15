package uk.route2b.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.delivery.PushOutcome;
import uk.route2b.server.delivery.PushVerdict;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.vtn.VtnAnswer;

/** A link from the upgrade to the close, with a fake socket, a store in memory and time by hand. */
class LinkConnectionTest {
    private static final String POLL = """
            <oadr:oadrPayload xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"\
             xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110"><oadr:oadrSignedObject>\
            <oadr:oadrPoll><ei:venID>%s</ei:venID></oadr:oadrPoll></oadr:oadrSignedObject></oadr:oadrPayload>""";

    private static final String EVENT = """
            <oadr:oadrPayload xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"><oadr:oadrSignedObject>\
            <oadr:oadrDistributeEvent/></oadr:oadrSignedObject></oadr:oadrPayload>""";

    private final Bench bench = new Bench();
    private final LinkRig rig = new LinkRig(bench);
    private final FakeSocket socket = new FakeSocket();

    private LinkConnection welcomed() {
        LinkConnection link = rig.upgraded(socket);
        LinkRig.receive(link, rig.hello(1));
        return link;
    }

    @Test
    void aHelloThatComesTooLateIsTooLate() {
        rig.upgraded(socket);
        bench.timers.pass(Duration.ofSeconds(10));

        assertThat(socket.code()).isEqualTo(CloseCode.HELLO.number());
        assertThat(socket.reason()).isEqualTo("hello-late");
    }

    @Test
    void aHelloInTimeCallsTheDeadlineOff() {
        welcomed();

        assertThat(bench.timers.waiting()).isZero();
        bench.timers.pass(Duration.ofMinutes(1));
        assertThat(socket.code()).isZero();
    }

    @Test
    void theWelcomeEchoesTheHelloAndSaysWhatWeHave() {
        SignedMessage hello = rig.hello(1);
        LinkRig.receive(rig.upgraded(socket), hello);
        LinkControl.Welcome welcome = (LinkControl.Welcome) CemPen.control(socket.last());

        assertThat(socket.last().header()).isEqualTo(hello.header().answer());
        assertThat(welcome.epoch()).isEqualTo(1);
        assertThat(welcome.timeMillis()).isEqualTo(bench.timers.millis());
        assertThat(welcome.accepted()).isEqualTo(hello.header().counter());
    }

    @Test
    void theSameHelloBeginsNoSecondSession() {
        SignedMessage hello = rig.hello(1);
        LinkRig.receive(rig.upgraded(new FakeSocket()), hello);
        LinkRig.receive(rig.upgraded(socket), hello);

        assertThat(socket.messages()).isEmpty();
        assertThat(socket.code()).isEqualTo(CloseCode.HELLO.number());
        assertThat(bench.store.load(Bench.KEY).epoch()).isEqualTo(1);
    }

    @Test
    void aHelloOfAnotherTlsSessionIsRelayed() {
        SignedMessage hello = bench.pen.hello(
                new uk.route2b.protocol.link.TlsBinding(
                        Octets.ofText("other").sha256(), rig.binding().cem()),
                1,
                bench.signer());
        LinkRig.receive(rig.upgraded(socket), hello);

        assertThat(socket.code()).isEqualTo(CloseCode.HELLO.number());
        assertThat(socket.reason()).isEqualTo("hello-relayed");
    }

    @Test
    void aCemThatHoldsNoneOfOurKeysIsNotWelcomed() {
        SignedMessage hello = bench.pen.hello(rig.binding(), 1, KeyIdentifier.parse("4E5ED7D3AB43485C"));
        LinkRig.receive(rig.upgraded(socket), hello);

        assertThat(socket.code()).isEqualTo(CloseCode.HELLO.number());
        assertThat(socket.reason()).isEqualTo("signer");
        assertThat(bench.store.load(Bench.KEY).epoch()).isZero();
    }

    @Test
    void whatAnotherNodeHasSentIsNotLost() {
        welcomed();
        long sent = bench.counterpart().ledger().state().sent().last() + 10;
        bench.store.use(Bench.KEY, bench.store.load(Bench.KEY).epoch(), sent);
        LinkRig.receive(rig.upgraded(new FakeSocket()), bench.pen.hello(rig.binding(), 1, sent, 0, bench.signer()));

        assertThat(bench.counterpart().counts().lost()).isEmpty();
    }

    @Test
    void whatTheCemHasTakenAndNobodyHereHasSentIsLost() {
        welcomed();
        long sent = bench.counterpart().ledger().state().sent().last();
        LinkRig.receive(
                rig.upgraded(new FakeSocket()), bench.pen.hello(rig.binding(), 1, sent + 10, 0, bench.signer()));

        assertThat(bench.counterpart().counts().lost()).isEqualTo(sent + " to " + (sent + 10));
    }

    @Test
    void nothingTravelsBeforeHello() {
        LinkRig.receive(rig.upgraded(socket), bench.pen.openAdr(POLL.formatted("VEN_1")));

        assertThat(socket.code()).isEqualTo(CloseCode.HELLO.number());
        assertThat(bench.asked).isEmpty();
        assertThat(bench.store.begun()).isEmpty();
    }

    @Test
    void aSuspendedCemGetsNoWelcome() {
        bench.with(CemStatus.SUSPENDED).restart();
        LinkRig.receive(rig.upgraded(socket), rig.hello(1));

        assertThat(socket.code()).isEqualTo(CloseCode.REVOKED.number());
    }

    @Test
    void whatAnotherKeySignedClosesTheLinkAndChangesNothing() {
        LinkConnection link = welcomed();
        CemPen other = new CemPen(bench.device(DemoFiles.CEM_1), DemoFiles.CEM_1, bench.timers.millis() + 100);
        LinkRig.receive(link, other.openAdr(POLL.formatted("VEN_1")));

        assertThat(socket.code()).isEqualTo(CloseCode.REFUSED.number());
        assertThat(socket.reason()).isEqualTo("signature");
        assertThat(bench.store.begun()).isEmpty();
        assertThat(bench.counterpart().link()).isEmpty();
    }

    @Test
    void aRequestIsBegunDurablyBeforeItIsForwarded() {
        LinkConnection link = welcomed();
        SignedMessage poll = bench.pen.openAdr(POLL.formatted("VEN_1"));
        LinkRig.receive(link, poll);

        assertThat(bench.store.begun()).hasSize(1);
        assertThat(bench.asked.remove().request().service()).isEqualTo("OadrPoll");
    }

    @Test
    void aRepeatOfARequestUnderWayWaitsForItsAnswer() {
        LinkConnection link = welcomed();
        SignedMessage poll = bench.pen.openAdr(POLL.formatted("VEN_1"));
        LinkRig.receive(link, poll);
        LinkRig.receive(link, poll);
        assertThat(bench.asked).hasSize(1);
        assertThat(socket.messages()).hasSize(1);
        bench.asked.remove().answer().complete(new VtnAnswer(200, Optional.empty(), Octets.ofText("<x/>")));

        assertThat(socket.messages()).hasSize(2);
    }

    @Test
    void statusTypeAndBodyOfTheVtnAreCarriedAsTheyAre() {
        LinkConnection link = welcomed();
        LinkRig.receive(link, bench.pen.openAdr(POLL.formatted("VEN_1")));
        bench.asked
                .remove()
                .answer()
                .complete(new VtnAnswer(401, Optional.of("text/html"), Octets.ofText("<h1>who?</h1>")));

        OpenAdrExchange exchange = CemPen.exchangeIn(socket.last());
        assertThat(exchange.status()).isEqualTo(401);
        assertThat(exchange.type()).contains("text/html");
        assertThat(exchange.body().text()).isEqualTo("<h1>who?</h1>");
    }

    @Test
    void anAnswerLongerThanAMessageMayBeBecomes503() {
        LinkConnection link = welcomed();
        LinkRig.receive(link, bench.pen.openAdr(POLL.formatted("VEN_1")));
        byte[] random = new byte[70_000];
        new java.util.Random(1).nextBytes(random);
        bench.asked.remove().answer().complete(new VtnAnswer(200, Optional.of("x/y"), Octets.of(random)));

        assertThat(CemPen.exchangeIn(socket.last()).status()).isEqualTo(503);
    }

    @Test
    void requestsOfOneVenGoOneAfterTheOther() {
        LinkConnection link = welcomed();
        LinkRig.receive(link, bench.pen.openAdr(POLL.formatted("VEN_1")));
        LinkRig.receive(link, bench.pen.openAdr(POLL.formatted("VEN_1")));
        assertThat(bench.asked).hasSize(1);
        bench.asked.remove().answer().complete(VtnAnswer.UNAVAILABLE);

        assertThat(bench.asked).hasSize(1);
        bench.asked.remove().answer().complete(VtnAnswer.UNAVAILABLE);
        assertThat(socket.messages()).hasSize(3);
    }

    @Test
    void whatWasBegunBeforeAFallIsInDoubtAndNotForwardedAgain() {
        LinkConnection link = welcomed();
        SignedMessage poll = bench.pen.openAdr(POLL.formatted("VEN_1"));
        LinkRig.receive(link, poll);
        bench.asked.clear();
        bench.restart();
        bench.delivery.recover();
        FakeSocket second = new FakeSocket();
        LinkConnection again = rig.upgraded(second);
        LinkRig.receive(again, rig.hello(1));
        LinkRig.receive(again, poll);

        assertThat(bench.asked).isEmpty();
        assertThat(CemPen.receiptIn(second.last()).status()).isEqualTo(ReceiptStatus.IN_DOUBT);
        assertThat(CemPen.receiptIn(second.last()).answers(poll.digest())).isTrue();
    }

    @Test
    void aRefusedPayloadIsAnsweredOnceAndForGood() {
        LinkConnection link = welcomed();
        SignedMessage broken = bench.pen.openAdr("<not-openadr/>");
        LinkRig.receive(link, broken);
        LinkRig.receive(link, broken);

        assertThat(socket.messages()).hasSize(3);
        assertThat(socket.last().octets()).isEqualTo(socket.messages().get(1).octets());
        assertThat(CemPen.receiptIn(socket.last()).status()).isEqualTo(ReceiptStatus.REFUSED);
        assertThat(CemPen.receiptIn(socket.last()).detail()).isEqualTo("openadr");
        assertThat(bench.counterpart().counts().refusals()).containsEntry("openadr", 1L);
    }

    @Test
    void aMessageThatOnlyAVtnSendsIsRefused() {
        LinkConnection link = welcomed();
        LinkRig.receive(link, bench.pen.openAdr(EVENT));

        assertThat(CemPen.receiptIn(socket.last()).detail()).isEqualTo("direction");
    }

    @Test
    void aFormatThatTheCodeDoesNotCarryIsRefused() {
        LinkConnection link = welcomed();
        Content json = Content.plain(ContentFormat.JSON, Octets.ofText("{}"));
        LinkRig.receive(link, bench.pen.alert(PrivateMessageCode.LINK_CONFIGURATION, json, bench.pen.next()));
        assertThat(CemPen.receiptIn(socket.last()).detail()).isEqualTo("format");
        Content der = Content.plain(ContentFormat.DER, Octets.ofHex("3000"));
        LinkRig.receive(link, bench.pen.alert(PrivateMessageCode.CREDENTIALS, der, bench.pen.next()));
        assertThat(CemPen.receiptIn(socket.last()).detail()).isEqualTo("not-offered");
    }

    @Test
    void withSeveralVensARequestHasToNameItsOwn() {
        Bench several = new Bench("VEN_2A", "VEN_2B");
        LinkRig other = new LinkRig(several);
        LinkConnection link = other.upgraded(socket);
        LinkRig.receive(link, other.hello(1));
        OpenAdrExchange poll = OpenAdrExchange.of(Octets.ofText(POLL.formatted("VEN_2A")));
        LinkRig.receive(link, several.pen.openAdr(poll.forVen("VEN_2B")));
        assertThat(CemPen.exchangeIn(socket.last()).body().text()).contains("oadrResponse", ">463<");
        assertThat(several.counterpart().counts().refusals()).containsEntry("ven-mismatch", 1L);
        LinkRig.receive(link, several.pen.openAdr(EVENT.replace("oadrDistributeEvent", "oadrPoll")));
        assertThat(CemPen.receiptIn(socket.last()).detail()).isEqualTo("ven-unknown");
        LinkRig.receive(link, several.pen.openAdr(poll));
        assertThat(several.asked.remove().request().ven()).isEqualTo("VEN_2A");
    }

    @Test
    void aDownlinkIsStoredBeforeItIsSentAndDoneWithItsReceipt() {
        LinkConnection link = welcomed();
        CompletableFuture<PushVerdict> verdict = bench.push("VEN_1", EVENT);
        SignedMessage event = socket.last();
        assertThat(bench.store.unanswered(Bench.KEY).get(0).octets()).isEqualTo(event.octets());
        LinkRig.receive(link, bench.pen.receipt(event, ReceiptStatus.STORED, ""));

        assertThat(verdict.join().outcome()).isEqualTo(new PushOutcome.Taken());
        assertThat(bench.store.unanswered(Bench.KEY)).isEmpty();
    }

    @Test
    void aReceiptForOtherOctetsIsRefused() {
        LinkConnection link = welcomed();
        sendEvent();
        SignedMessage event = socket.last();
        SignedMessage wrong = bench.pen.answer(
                event,
                new uk.route2b.protocol.message.Receipt(
                                ReceiptStatus.STORED, Octets.ofText("other").sha256(), "")
                        .content());
        LinkRig.receive(link, wrong);

        assertThat(socket.code()).isEqualTo(CloseCode.REFUSED.number());
        assertThat(bench.store.unanswered(Bench.KEY)).hasSize(1);
    }

    @Test
    void theSecondAnswerToAMessageThatWentByBothRoutesIsIgnored() {
        LinkConnection link = welcomed();
        sendEvent();
        SignedMessage receipt = bench.pen.receipt(socket.last(), ReceiptStatus.STORED, "");
        LinkRig.receive(link, receipt);
        LinkRig.receive(link, receipt);

        assertThat(socket.code()).isZero();
    }

    /** An answer to nothing is passed over; one peer that sends nothing else is not listened to for ever. */
    @Test
    void whoIsRefusedTooOftenInAMinuteIsClosed() {
        LinkConnection link = welcomed();
        sendEvent();
        SignedMessage receipt = bench.pen.receipt(socket.last(), ReceiptStatus.STORED, "");
        LinkRig.receive(link, receipt);
        for (int more = 0; more < Bench.REFUSALS; more++) {
            LinkRig.receive(link, receipt);
        }
        assertThat(socket.code()).isZero();
        bench.timers.pass(Duration.ofMinutes(1));
        for (int more = 0; more < Bench.REFUSALS; more++) {
            LinkRig.receive(link, receipt);
        }
        assertThat(socket.code()).isZero();
        LinkRig.receive(link, receipt);

        assertThat(socket.code()).isEqualTo(CloseCode.POLICY.number());
        assertThat(socket.reason()).isEqualTo("refusals");
    }

    @Test
    void sixtyFourUnansweredAreTheMost() {
        welcomed();
        for (int count = 0; count < 64; count++) {
            sendEvent();
        }
        CompletableFuture<PushVerdict> more = bench.push("VEN_1", EVENT);

        assertThat(socket.messages()).hasSize(65);
        assertThat(more).isNotDone();
        bench.timers.pass(Duration.ofSeconds(9));
        assertThat(more.join().outcome()).isEqualTo(new PushOutcome.Later("window-full"));
    }

    @Test
    void unansweredMessagesComeAgainTheLowestCounterFirst() {
        welcomed();
        sendEvent();
        sendEvent();
        FakeSocket second = new FakeSocket();
        LinkRig.receive(rig.upgraded(second), rig.hello(1));

        assertThat(second.messages()).hasSize(3);
        assertThat(second.messages().subList(1, 3)).isEqualTo(socket.messages().subList(1, 3));
        LinkControl.Welcome welcome =
                (LinkControl.Welcome) CemPen.control(second.messages().get(0));
        assertThat(welcome.floor()).isEqualTo(second.messages().get(1).header().counter() - 1);
    }

    @Test
    void aNewerWelcomeClosesTheOlderLinkAndALateCloseOfThatChangesNothing() {
        LinkConnection older = welcomed();
        FakeSocket second = new FakeSocket();
        LinkRig.receive(rig.upgraded(second), rig.hello(1));
        older.closed(CloseCode.SUPERSEDED.number(), "");

        assertThat(socket.code()).isEqualTo(CloseCode.SUPERSEDED.number());
        assertThat(bench.counterpart().link()).isPresent();
        assertThat(bench.counterpart().counts().takeovers()).isEqualTo(1);
        assertThat(second.code()).isZero();
    }

    @Test
    void aSessionOfAnotherNodeFencesThisOne() {
        LinkConnection link = welcomed();
        var state = bench.store.load(Bench.KEY);
        bench.store.greet(
                Bench.KEY,
                new uk.route2b.server.store.Greeting(
                        state.received().highestLinkControl() + 1000, 0, 0, 1, bench.signer(), Octets.EMPTY));
        LinkRig.receive(link, bench.pen.openAdr(POLL.formatted("VEN_1")));

        assertThat(socket.code()).isEqualTo(CloseCode.SUPERSEDED.number());
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void aFailingStoreTakesNothingAndAsksToTryAgain() {
        LinkConnection link = welcomed();
        bench.store.fail(true);
        LinkRig.receive(link, bench.pen.openAdr(POLL.formatted("VEN_1")));

        assertThat(socket.code()).isEqualTo(CloseCode.TRY_AGAIN_LATER.number());
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeStoredIsStoredLaterAndThenSent() {
        LinkConnection link = welcomed();
        LinkRig.receive(link, bench.pen.openAdr(POLL.formatted("VEN_1")));
        bench.store.fail(true);
        bench.asked.remove().answer().complete(VtnAnswer.UNAVAILABLE);
        assertThat(socket.messages()).hasSize(1);
        bench.store.fail(false);
        bench.timers.pass(Duration.ofSeconds(6));

        assertThat(socket.messages()).hasSize(2);
        assertThat(bench.store.begun()).isEmpty();
    }

    @Test
    void textIsNotCarried() {
        welcomed().receivedText(() -> {});

        assertThat(socket.code()).isEqualTo(CloseCode.UNSUPPORTED_DATA.number());
    }

    @Test
    void aSlowReaderIsAskedToComeBack() {
        welcomed();
        socket.fill();
        sendEvent();

        assertThat(socket.code()).isEqualTo(CloseCode.TRY_AGAIN_LATER.number());
        assertThat(bench.store.unanswered(Bench.KEY)).hasSize(1);
    }

    @Test
    void aRestoredBackupHealsItself() {
        long accepted = bench.timers.millis() + Duration.ofHours(20).toMillis();
        SignedMessage hello = bench.pen.hello(rig.binding(), 1, accepted, 0, bench.signer());
        LinkRig.receive(rig.upgraded(socket), hello);
        sendEvent();

        assertThat(socket.last().header().counter()).isEqualTo(accepted + 1);
    }

    @Test
    void aCounterThatNoClockEverHadIsNotTakenOver() {
        SignedMessage hello = bench.pen.hello(rig.binding(), 1, -1, 0, bench.signer());
        LinkRig.receive(rig.upgraded(socket), hello);

        assertThat(socket.code()).isEqualTo(CloseCode.HELLO.number());
        assertThat(bench.store.load(Bench.KEY).sent().last()).isZero();
    }

    @Test
    void anOutdatedConfigurationIsReplacedInsideTheSession() {
        LinkConnection link = rig.upgraded(socket);
        LinkRig.receive(link, rig.hello(0));
        SignedMessage configuration = socket.last();
        assertThat(CemPen.code(configuration)).contains(PrivateMessageCode.LINK_CONFIGURATION);
        LinkRig.receive(link, bench.pen.receipt(configuration, ReceiptStatus.STORED, ""));
        LinkRig.receive(link, bench.pen.control(new LinkControl.Configured(1, true, ""), bench.pen.next()));

        assertThat(bench.store.load(Bench.KEY).configuration().answered()).isEqualTo(1);
        assertThat(bench.store.load(Bench.KEY).configurationConfirmed()).isEqualTo(1);
    }

    @Test
    void aVersionThatFailedIsNotSentAgain() {
        LinkConnection link = rig.upgraded(socket);
        LinkRig.receive(link, rig.hello(0));
        LinkRig.receive(link, bench.pen.receipt(socket.last(), ReceiptStatus.REFUSED, "endpoints"));
        FakeSocket second = new FakeSocket();
        LinkRig.receive(rig.upgraded(second), rig.hello(0));

        assertThat(second.messages()).hasSize(1);
    }

    @Test
    void afterAJumpOfTheClockNothingIsSigned() {
        LinkConnection link = welcomed();
        bench.jump(Duration.ofSeconds(61));
        LinkRig.receive(link, bench.pen.openAdr(POLL.formatted("VEN_1")));

        assertThat(socket.code()).isEqualTo(CloseCode.TRY_AGAIN_LATER.number());
        assertThat(socket.reason()).isEqualTo("clock");
        assertThat(bench.store.begun()).isEmpty();
    }

    private int events;

    private void sendEvent() {
        events++;
        assertThat(bench.push("VEN_1", EVENT.replace("/></oadr", "/><!--" + events + "--></oadr")))
                .isNotNull();
    }
}
