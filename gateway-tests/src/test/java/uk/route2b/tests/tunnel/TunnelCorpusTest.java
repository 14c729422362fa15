package uk.route2b.tests.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.End;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.Judgement;
import uk.route2b.protocol.message.Originator;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiverState;
import uk.route2b.protocol.message.Reception;
import uk.route2b.protocol.message.SendWindow;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.TrustedTime;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.metersystem.Faults;
import uk.route2b.simulator.metersystem.MeterSystem;
import uk.route2b.simulator.schedule.ThreadSchedule;
import uk.route2b.tests.corpus.Corpus;
import uk.route2b.tests.corpus.CorpusPayload;

/**
 * Every payload of the corpus crosses the tunnel in its direction, octet for octet, in as many fragments as the formula
 * says.
 */
class TunnelCorpusTest {
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    private static final EntityIdentifier METER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A1");
    private static final long NOW = 1_795_464_000_000L;
    private static final int MOST = 4 * 1024 * 1024;

    private static IssuedIdentity dsrsp;
    private static IssuedIdentity cem;
    private static ThreadSchedule schedule;
    private static MeterSystem system;

    @BeforeAll
    static void start() throws Exception {
        TestHierarchy hierarchy = TestHierarchy.create(java.time.Instant.ofEpochMilli(NOW));
        dsrsp = hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
        cem = hierarchy.device(CEM, KeyUse.DIGITAL_SIGNATURE);
        schedule = ThreadSchedule.start("meters");
        system = new MeterSystem(Faults.NONE, 1, schedule, Events.UNHEARD);
    }

    @AfterAll
    static void stop() {
        schedule.close();
    }

    @TestFactory
    Stream<DynamicTest> everyPayloadCrossesTheTunnel() {
        List<CorpusPayload> corpus = Corpus.read();
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(40);
        return corpus.stream().map(payload -> DynamicTest.dynamicTest(payload.file(), () -> crosses(payload)));
    }

    private static void crosses(CorpusPayload payload) throws Exception {
        Direction direction = payload.fromVtn() ? Direction.DOWN : Direction.UP;
        SignedMessage sent = sign(payload);
        List<String> texts = FragmentSplitter.split(sent.octets(), direction, 7).stream()
                .map(Fragment::text)
                .toList();
        assertThat(texts).hasSize(FragmentFormula.fragments(sent.octets(), payload.fromVtn()));
        assertThat(texts).allMatch(text -> text.length() <= direction.characters());
        Octets carried = new Carried(system, METER).all(texts, direction);
        assertThat(carried).isEqualTo(sent.octets());
        assertThat(body(carried, payload.fromVtn())).isEqualTo(payload.octets());
    }

    private static SignedMessage sign(CorpusPayload payload) {
        Content content = OpenAdrExchange.of(payload.octets()).smallest();
        End sender = payload.fromVtn() ? End.DSRSP : End.CEM;
        GroupingHeader header = GroupingHeader.of(
                sender.sends(),
                NOW,
                payload.fromVtn() ? DSRSP : CEM,
                payload.fromVtn() ? CEM : DSRSP,
                PrivateMessageCode.OPENADR.code());
        return UnsignedMessage.of(header, content).sign(Ecdsa.signer((payload.fromVtn() ? dsrsp : cem).key()));
    }

    private static Octets body(Octets carried, boolean fromVtn) throws Exception {
        Reception reception = new Reception(
                fromVtn ? End.CEM : End.DSRSP, fromVtn ? CEM : DSRSP, SignedMessageReader.DEFAULT, Ecdsa.PLATFORM);
        IssuedIdentity sender = fromVtn ? dsrsp : cem;
        Originator originator = new Originator(
                fromVtn ? DSRSP : CEM, List.of(sender.certificate().getPublicKey()));
        Judgement judgement = reception.judge(
                carried,
                originator,
                ReceiverState.withFloor(0),
                SendWindow.EMPTY,
                OptionalLong.empty(),
                TrustedTime.of(NOW));
        assertThat(judgement).isInstanceOf(Judgement.Fresh.class);
        SignedMessage message = ((Judgement.Fresh) judgement).message();
        return OpenAdrExchange.read(Content.read(message.content()), MOST).body();
    }
}
