package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.OtherStore;
import uk.route2b.server.vtn.VtnAnswer;

/** A day of a CEM in which the store fails, or another node takes over, at each single call. */
class FaultTest {
    private static final String POLL = """
            <oadr:oadrPayload xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"\
             xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110"><oadr:oadrSignedObject>\
            <oadr:oadrPoll><ei:venID>VEN_1</ei:venID></oadr:oadrPoll></oadr:oadrSignedObject></oadr:oadrPayload>""";
    private static final int PAYLOADS = 3;

    private record Pushed(String body, CompletableFuture<PushVerdict> verdict) {}

    /** A CEM that remembers what it has taken, and comes back when its link closes; and a VTN that pushes again. */
    private static final class Home {
        private final Bench bench = new Bench();
        private final LinkRig rig = new LinkRig(bench);
        private final Map<Long, Octets> taken = new HashMap<>();
        private final List<String> bodies = new ArrayList<>();
        private final Set<String> told = new HashSet<>();
        private final Map<SignedMessage, Octets> requests = new HashMap<>();
        private final List<Octets> forwarded = new ArrayList<>();
        private final List<Pushed> pushes = new ArrayList<>();
        private FakeSocket socket = new FakeSocket();
        private LinkConnection link = rig.upgraded(socket);
        private int read;

        private void dial() {
            socket = new FakeSocket();
            read = 0;
            link = rig.upgraded(socket);
            LinkRig.receive(link, rig.hello(1));
        }

        /** Reads what came, and answers. */
        private void read() {
            while (read < socket.messages().size()) {
                SignedMessage message = socket.messages().get(read++);
                if (message.header().cra() == CraFlag.COMMAND) {
                    take(message);
                } else {
                    answered(message);
                }
            }
        }

        private void take(SignedMessage message) {
            long counter = message.header().counter();
            assertThat(bench.store.unanswered(Bench.KEY).stream().anyMatch(stored -> stored.counter() == counter)
                            || taken.containsKey(counter))
                    .as("what is sent is stored")
                    .isTrue();
            Octets before = taken.putIfAbsent(counter, message.octets());
            if (before == null && CemPen.code(message).equals(Optional.of(PrivateMessageCode.OPENADR))) {
                bodies.add(CemPen.exchangeIn(message).body().text());
            }
            assertThat(taken.get(counter)).as("same octets").isEqualTo(message.octets());
            LinkRig.receive(link, bench.pen.receipt(message, ReceiptStatus.STORED, ""));
        }

        private void answered(SignedMessage answer) {
            requests.replaceAll((request, before) -> {
                if (request.header().counter() != answer.header().counter()) {
                    return before;
                }
                assertThat(bench.store.answer(Bench.KEY, request.header().counter()))
                        .as("what is sent is stored")
                        .contains(answer.octets());
                assertThat(before.isEmpty() || before.equals(answer.octets()))
                        .as("one answer")
                        .isTrue();
                return answer.octets();
            });
        }

        private void push(String body) {
            pushes.add(new Pushed(body, bench.push("VEN_1", body)));
        }

        /** What the VTN is told is true when it is told. */
        private void hear() {
            for (Pushed pushed : List.copyOf(pushes)) {
                if (pushed.verdict().isDone()) {
                    pushes.remove(pushed);
                    if (pushed.verdict().join().outcome() instanceof PushOutcome.Taken) {
                        assertThat(bodies).contains(pushed.body());
                        told.add(pushed.body());
                    }
                }
            }
        }

        private void turn() {
            for (Bench.Asked asked = bench.asked.poll(); asked != null; asked = bench.asked.poll()) {
                forwarded.add(asked.request().body());
                asked.answer().complete(new VtnAnswer(200, Optional.empty(), Octets.ofText("<answer/>")));
            }
            read();
            if (socket.code() != 0) {
                link.closed(socket.code(), "");
                dial();
                List.copyOf(requests.entrySet()).stream()
                        .filter(request -> request.getValue().isEmpty())
                        .forEach(request -> LinkRig.receive(link, request.getKey()));
            }
            hear();
            bench.timers.pass(Duration.ofSeconds(3));
            hear();
        }

        /** Payloads before and after the link, requests in between; the VTN comes again for what it was not told. */
        private void live() {
            bench.delivery.reconcile();
            push("payload 0");
            dial();
            for (int round = 0; round < 16; round++) {
                turn();
                for (int number = 0; number < PAYLOADS; number++) {
                    String body = "payload " + number;
                    if (round >= number && !told.contains(body) && round % 4 == 0) {
                        push(body);
                    }
                }
                if (round < 3) {
                    SignedMessage request =
                            bench.pen.openAdr(OpenAdrExchange.of(Octets.ofText(POLL.replace("VEN_1</", "VEN_1</")
                                    .replace("<oadr:oadrPoll>", "<!--" + round + "--><oadr:oadrPoll>"))));
                    requests.put(request, Octets.EMPTY);
                    LinkRig.receive(link, request);
                }
            }
        }
    }

    private static int callsOfAGoodDay() {
        Home home = new Home();
        OtherStore.FailingOnce never = new OtherStore.FailingOnce(Integer.MAX_VALUE, false);
        home.bench.around(OtherStore.with(never)).restart();
        int before = never.calls();
        home.live();
        check(home);
        return never.calls() - before;
    }

    private static void check(Home home) {
        assertThat(home.told).hasSize(PAYLOADS);
        assertThat(new TreeSet<>(home.bodies)).hasSize(PAYLOADS);
        assertThat(home.bodies).as("no effect twice").doesNotHaveDuplicates();
        assertThat(home.requests.values()).as("every request answered").noneMatch(Octets::isEmpty);
        assertThat(home.forwarded).as("no request forwarded twice").doesNotHaveDuplicates();
        assertThat(home.bench.store.payloadCounts().get(PayloadState.QUEUED)).isZero();
    }

    @ParameterizedTest(name = "done all the same: {0}")
    @ValueSource(booleans = {false, true})
    void aStoreThatFailsAtAnyCallLeavesNothingUntrueAndNothingUndone(boolean done) {
        int calls = callsOfAGoodDay();
        assertThat(calls).isGreaterThan(40);
        Set<String> failed = new TreeSet<>();
        for (int call = 1; call <= calls; call++) {
            Home home = new Home();
            OtherStore.FailingOnce faulty = new OtherStore.FailingOnce(call, done);
            faulty.pause();
            home.bench.around(OtherStore.with(faulty)).restart();
            faulty.goOn();
            home.live();

            assertThat(faulty.hasFailed()).isTrue();
            failed.add(faulty.call());
            try {
                check(home);
            } catch (AssertionError broken) {
                throw new AssertionError("after call " + call + ", " + faulty.call(), broken);
            }
        }
        assertThat(failed)
                .contains(
                        "queue", "unsent", "content", "reserve", "settle", "told", "accept", "answer", "greet", "load");
    }

    @Test
    void aSessionElsewhereStopsThisOneAtAnyCall() {
        int calls = callsOfAGoodDay();
        for (int call = 1; call <= calls; call++) {
            Home home = new Home();
            CemState[] theirs = new CemState[1];
            OtherStore.Once takeover = new OtherStore.Once(call, () -> theirs[0] = takeOver(home.bench));
            takeover.pause();
            home.bench.around(OtherStore.with(takeover)).restart();
            takeover.goOn();
            home.bench.delivery.reconcile();
            home.push("payload 0");
            home.dial();
            for (int round = 0; round < 4; round++) {
                if (home.socket.code() == 0) {
                    home.read();
                }
                home.push("payload " + round);
                LinkRig.receive(home.link, home.bench.pen.openAdr(OpenAdrExchange.of(Octets.ofText(POLL))));
                home.bench.timers.pass(Duration.ofSeconds(3));
            }
            if (!takeover.hasCome()) {
                continue;
            }
            LinkRig.receive(home.link, home.bench.pen.openAdr(OpenAdrExchange.of(Octets.ofText(POLL))));
            CemState now = home.bench.store.load(Bench.KEY);
            if (now.epoch() == theirs[0].epoch()) {
                assertThat(now.sent().last())
                        .as("signed by nobody else, call %d", call)
                        .isEqualTo(theirs[0].sent().last());
                assertThat(now.received().highestAccepted())
                        .as("accepted by nobody else, call %d", call)
                        .isEqualTo(theirs[0].received().highestAccepted());
                assertThat(home.socket.code()).as("closed, call %d", call).isIn(4001, 4002);
            }
        }
    }

    private static CemState takeOver(Bench bench) {
        CemState state = bench.store.load(Bench.KEY);
        return bench.store
                .greet(
                        Bench.KEY,
                        new Greeting(
                                state.received().highestLinkControl() + 1_000_000,
                                0,
                                0,
                                1,
                                bench.signer(),
                                Octets.EMPTY))
                .orElseThrow();
    }
}
