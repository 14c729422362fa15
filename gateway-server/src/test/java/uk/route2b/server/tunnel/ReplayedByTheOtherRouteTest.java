package uk.route2b.server.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;
import uk.route2b.server.configuration.DccEntry;
import uk.route2b.server.configuration.ServerConfiguration.Tunnel;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.vtn.VtnAnswer;

/** A message that was accepted by one route and comes again by the other: one effect, and the answer that is stored. */
class ReplayedByTheOtherRouteTest {
    private static final String POLL = "<oadrPoll xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>";
    private static final String QUERY = "<oadrQueryRegistration xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>";

    private final Bench bench = new Bench().withSecondCem();
    private final LinkRig rig = new LinkRig(bench);
    private final FakeChannel channel = new FakeChannel();
    private FakeSocket socket = new FakeSocket();
    private LinkConnection link;
    private AlertReceiver receiver;

    @BeforeEach
    void start() {
        bench.restart();
        bench.delivery.recover();
        Tunnel settings = new Tunnel(
                DccEntry.at(URI.create("http://127.0.0.1:1"), List.of()),
                3,
                Duration.ofSeconds(5),
                Duration.ofMinutes(30),
                4);
        TunnelSender sender = new TunnelSender(channel, Runnable::run, bench.timers, settings);
        receiver = new AlertReceiver(bench.counterparts, bench.inbox, sender, bench.clock, Ecdsa.PLATFORM);
        socket = new FakeSocket();
        link = rig.upgraded(socket);
        LinkRig.receive(link, rig.hello(1));
    }

    private void byMeter(SignedMessage message, EntityIdentifier meter) {
        FragmentSplitter.split(message.octets(), Direction.UP, 0)
                .forEach(fragment -> receiver.alert(meter, fragment.text()));
    }

    private void byMeter(SignedMessage message) {
        byMeter(message, DemoFiles.METER_1);
    }

    private void answer() {
        bench.asked.remove().answer().complete(new VtnAnswer(200, Optional.empty(), Octets.ofText("<x/>")));
    }

    @Test
    void fromTheLinkByTheMeter() {
        SignedMessage poll = bench.pen.openAdr(POLL);
        LinkRig.receive(link, poll);
        answer();
        SignedMessage first = socket.last();

        byMeter(poll);
        assertThat(bench.asked).isEmpty();
        assertThat(written()).isEqualTo(first.octets());
    }

    /** What the labels told the home, which is where it asked again. */
    private Octets written() {
        bench.timers.pass(Duration.ofMinutes(10));
        Reassembler reassembler = new Reassembler(Direction.DOWN, TunnelLimits.DEFAULT);
        Optional<Octets> whole = Optional.empty();
        for (String text : channel.texts()) {
            if (reassembler.offer(text, 0) instanceof Offered.Candidate candidate) {
                whole = Optional.of(candidate.octets());
            }
        }
        channel.written.clear();
        return whole.orElseThrow();
    }

    @Test
    void fromTheMeterByTheLinkAlsoAfterARestart() {
        SignedMessage poll = bench.pen.openAdr(POLL);
        byMeter(poll);
        answer();
        SignedMessage first = socket.last();
        assertThat(CemPen.exchangeIn(first).body().text()).isEqualTo("<x/>");

        LinkRig.receive(link, poll);
        assertThat(socket.last().octets()).isEqualTo(first.octets());
        start();
        LinkRig.receive(link, poll);
        assertThat(socket.last().octets()).isEqualTo(first.octets());
        byMeter(poll);
        assertThat(written()).isEqualTo(first.octets());
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void otherOctetsUnderTheSameCounterAreAnAlarmByEitherRoute() {
        SignedMessage poll = bench.pen.openAdr(POLL);
        LinkRig.receive(link, poll);
        answer();
        SignedMessage other = bench.pen.alert(
                PrivateMessageCode.OPENADR,
                OpenAdrExchange.of(Octets.ofText(QUERY)).forLink(),
                poll.header().counter());

        byMeter(other);
        assertThat(bench.counterpart().counts().refusals()).isEqualTo(Map.of("counter-conflict", 1L));
        assertThat(socket.code()).isZero();
        LinkRig.receive(link, other);
        assertThat(socket.reason()).isEqualTo("counter-conflict");
        assertThat(bench.asked).isEmpty();
    }

    /** Whoever has another home's meter. */
    @Test
    void fromTheLinkByTheMeterOfAnotherHome() {
        SignedMessage poll = bench.pen.openAdr(POLL);
        LinkRig.receive(link, poll);
        answer();
        int messages = socket.messages().size();

        byMeter(poll, DemoFiles.METER_2);
        assertThat(socket.messages()).hasSize(messages);
        assertThat(bench.asked).isEmpty();
    }

    /** What the gateway wrote into the labels, or said on the link, sent back to it. */
    @Test
    void ourOwnAnswerSentBackByTheMeter() {
        SignedMessage poll = bench.pen.openAdr(POLL);
        LinkRig.receive(link, poll);
        answer();

        byMeter(socket.last());
        assertThat(bench.counterpart().counts().refusals()).isEqualTo(Map.of("target", 1L));
        assertThat(bench.asked).isEmpty();
    }
}
