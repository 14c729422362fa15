package uk.route2b.server.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.register.Register;
import uk.route2b.server.store.Move;
import uk.route2b.server.store.MovedCem;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;

/** An operator moves CEMs. */
class MovesTest {
    private static final String NEW = "wss://new.example/route2b";

    private final Bench bench = new Bench();
    private final LinkRig rig = new LinkRig(bench);
    private final FakeSocket socket = new FakeSocket();
    private Moves moves = moves();

    private Moves moves() {
        return new Moves(
                new Register(List.of(bench.counterpart().dsrsp())),
                bench.store,
                bench.counterparts,
                bench.desk,
                bench.clock,
                bench.timers,
                Runnable::run);
    }

    private static MoveOrder order(String more) throws MalformedException {
        return MoveOrder.read(Octets.ofText("{\"dsrsp\":\"" + DemoFiles.DSRSP + "\",\"perMinute\":60" + more + "}"));
    }

    private Move started(String more) throws MalformedException {
        return ((MoveOutcome.Started) moves.order(order(more))).move();
    }

    private List<String> reasons(String more) throws MalformedException {
        return ((MoveOutcome.Refused) moves.order(order(more))).reasons();
    }

    private LinkConnection welcomed() {
        LinkConnection link = rig.upgraded(socket);
        LinkRig.receive(link, rig.hello(1));
        return link;
    }

    private Optional<SignedMessage> configuration() {
        return socket.messages().stream()
                .filter(message -> CemPen.code(message).equals(Optional.of(PrivateMessageCode.LINK_CONFIGURATION)))
                .reduce((first, second) -> second);
    }

    private static LinkConfiguration read(SignedMessage message) throws MalformedException {
        return LinkConfigurationJson.read(Content.read(message.content()).plainBody(4096));
    }

    private Move now(Move move) {
        return moves.find(move.number()).orElseThrow();
    }

    @Test
    void aCemWithALinkGetsTheTargetThereAndTheMoveIsDoneWhenItReports() throws Exception {
        LinkConnection link = welcomed();
        Move move = started(",\"endpoints\":[\"" + NEW + "\"]");
        assertThat(now(move).toDo()).isEqualTo(1);
        moves.start();
        SignedMessage sent = configuration().orElseThrow();
        assertThat(read(sent).endpoints()).hasToString("[" + NEW + "]");
        assertThat(read(sent).version()).isEqualTo(2);
        assertThat(now(move).pending()).isEqualTo(1);
        LinkRig.receive(link, bench.pen.receipt(sent, ReceiptStatus.STORED, ""));
        LinkRig.receive(link, bench.pen.control(new LinkControl.Configured(2, true, ""), bench.pen.next()));
        assertThat(now(move).done()).isEqualTo(1);
    }

    @Test
    void aCemThatCannotFollowIsCountedWithItsReasonAndIsNotAskedAgain() throws Exception {
        LinkConnection link = welcomed();
        Move move = started(",\"endpoints\":[\"" + NEW + "\"]");
        moves.start();
        LinkRig.receive(link, bench.pen.receipt(configuration().orElseThrow(), ReceiptStatus.STORED, ""));
        LinkRig.receive(link, bench.pen.control(new LinkControl.Configured(2, false, "network"), bench.pen.next()));
        assertThat(moves.cems(move.number(), Optional.empty(), 9))
                .extracting(MovedCem::progress, MovedCem::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(MovedCem.Progress.FAILED, "network"));
        int before = socket.messages().size();
        bench.timers.pass(Duration.ofMinutes(5));
        assertThat(socket.messages()).hasSize(before);
    }

    @Test
    void aCemWithoutALinkGetsItWithItsNextHelloAlsoAfterARestart() throws Exception {
        started(",\"endpoints\":[\"" + NEW + "\"]");
        moves.start();
        moves.close();
        bench.restart();
        moves = moves().start();
        welcomed();
        assertThat(read(configuration().orElseThrow()).endpoints()).hasToString("[" + NEW + "]");
    }

    /** Its turn comes once, on whichever node looks first, and it is linked to this one. */
    @Test
    void aCemWhoseTurnAnotherNodeLetComeGetsItHereWithoutAnotherHelloAndOnce() throws Exception {
        LinkConnection link = welcomed();
        moves.start();
        Move move = started(",\"endpoints\":[\"" + NEW + "\"]");
        assertThat(bench.store.beginMoves(move.number(), bench.clock.millis(), 1))
                .hasSize(1);
        assertThat(configuration()).isEmpty();

        bench.timers.pass(Duration.ofSeconds(5));
        SignedMessage sent = configuration().orElseThrow();
        assertThat(read(sent).endpoints()).hasToString("[" + NEW + "]");
        int before = socket.messages().size();
        bench.timers.pass(Duration.ofSeconds(30));
        assertThat(socket.messages()).hasSize(before);
        LinkRig.receive(link, bench.pen.receipt(sent, ReceiptStatus.STORED, ""));
        LinkRig.receive(link, bench.pen.control(new LinkControl.Configured(2, true, ""), bench.pen.next()));
        assertThat(now(move).done()).isEqualTo(1);
    }

    @Test
    void aTurnThatCameWhileThisNodeDidNotReachTheStoreIsFoundOnceItDoes() throws Exception {
        welcomed();
        moves.start();
        Move move = started(",\"endpoints\":[\"" + NEW + "\"]");
        bench.store.fail(true);
        bench.timers.pass(Duration.ofMinutes(10));
        bench.store.fail(false);
        long whileItFailed = bench.clock.millis() - Duration.ofMinutes(9).toMillis();
        bench.store.beginMoves(move.number(), whileItFailed, 1);

        bench.timers.pass(Duration.ofSeconds(5));
        assertThat(configuration()).isPresent();
    }

    @Test
    void aCemWhoseWindowIsFullGetsItOnceThereIsRoom() throws Exception {
        LinkConnection link = welcomed();
        for (int number = 0; number < 64; number++) {
            bench.offer("VEN_1", "kind " + number, "<event" + number + "/>", false);
        }
        started(",\"endpoints\":[\"" + NEW + "\"]");
        moves.start();
        bench.timers.pass(Duration.ofMinutes(10));
        assertThat(configuration()).isEmpty();

        SignedMessage first = socket.messages().stream()
                .filter(message -> CemPen.code(message).equals(Optional.of(PrivateMessageCode.OPENADR)))
                .findFirst()
                .orElseThrow();
        LinkRig.receive(link, bench.pen.receipt(first, ReceiptStatus.STORED, ""));
        bench.timers.pass(Duration.ofSeconds(5));
        assertThat(configuration()).isPresent();
    }

    @Test
    void whatIsStoppedBeforeItsTurnGetsNothing() throws Exception {
        Move move = started(",\"endpoints\":[\"" + NEW + "\"]");
        assertThat(moves.stop(move.number())).isTrue();
        moves.start();
        welcomed();
        assertThat(configuration()).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefusedAndNothingIsStored() throws Exception {
        assertThat(reasons(",\"endpoints\":[\"https://new.example/\"]")).containsExactly("endpoints: not-a-wss-uri");
        assertThat(reasons(",\"cems\":[\"00-00-00-00-00-00-00-01\"]"))
                .containsExactly("cems: the register does not have 00-00-00-00-00-00-00-01");
        assertThat(moves.all()).isEmpty();
    }
}
