package uk.route2b.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.End;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.Judgement;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Refusal;
import uk.route2b.protocol.message.RememberedMessage;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Keys;
import uk.route2b.protocol.specimen.Messages;

/** Every cell of phase, end and what came, with its reaction: design section 8. */
class LinkSessionTest {
    private static final TlsBinding BINDING = new TlsBinding(
            Octets.ofText("gateway").sha256(), Octets.ofText("cem").sha256());
    private static final TlsBinding ANOTHER =
            new TlsBinding(Octets.ofText("relay").sha256(), Octets.ofText("cem").sha256());
    private static final KeyIdentifier SIGNER = KeyIdentifier.parse("4E5ED7D3AB43485C");
    private static final Octets STORED = Octets.ofText("stored answer");

    private static LinkControl.Hello hello(TlsBinding binding) {
        return new LinkControl.Hello(1, "cem", List.of(SIGNER), Capabilities.ALL, 0, 0, binding);
    }

    private static final LinkControl.Welcome WELCOME =
            new LinkControl.Welcome(1, 1_795_464_000_000L, 0, 0, 4_194_432, 64, Capabilities.ALL);

    private static SignedMessage signed(CraFlag flag, PrivateMessageCode code, Content content) {
        boolean fromCem = flag == CraFlag.ALERT;
        GroupingHeader header = GroupingHeader.of(
                flag, 7, fromCem ? Messages.CEM : Messages.DSRSP, fromCem ? Messages.DSRSP : Messages.CEM, code.code());
        return Messages.sign(header, content, fromCem ? Keys.CEM : Keys.DSRSP);
    }

    private static SignedMessage control(CraFlag flag, LinkControl control) {
        return signed(flag, PrivateMessageCode.LINK_CONTROL, Messages.json(LinkControlJson.write(control)));
    }

    private static final SignedMessage PAYLOAD =
            signed(CraFlag.ALERT, PrivateMessageCode.OPENADR, Messages.xml("payload"));
    private static final Octets DIGEST = PAYLOAD.digest();

    /** What may come, by a name for the table. */
    private static final Map<String, Judgement> JUDGEMENTS = Map.ofEntries(
            Map.entry("fresh", new Judgement.Fresh(PAYLOAD, PrivateMessageCode.OPENADR)),
            Map.entry("repeated", new Judgement.Repeated(PAYLOAD, new RememberedMessage(7, DIGEST, Optional.empty()))),
            Map.entry(
                    "repeated-answered",
                    new Judgement.Repeated(PAYLOAD, new RememberedMessage(7, DIGEST, Optional.of(STORED)))),
            Map.entry("refused", new Judgement.Refused(Refusal.SIGNATURE, "detail", DIGEST)),
            Map.entry(
                    "answer",
                    new Judgement.Answer(
                            signed(CraFlag.RESPONSE, PrivateMessageCode.OPENADR, Messages.xml("answer")),
                            PrivateMessageCode.OPENADR)),
            Map.entry(
                    "answer-like-welcome",
                    new Judgement.Answer(
                            signed(
                                    CraFlag.RESPONSE,
                                    PrivateMessageCode.OPENADR,
                                    Messages.json(LinkControlJson.write(WELCOME))),
                            PrivateMessageCode.OPENADR)),
            Map.entry(
                    "welcome",
                    new Judgement.Answer(control(CraFlag.RESPONSE, WELCOME), PrivateMessageCode.LINK_CONTROL)),
            Map.entry("hello", new Judgement.LinkControl(control(CraFlag.ALERT, hello(BINDING)))),
            Map.entry("hello-relayed", new Judgement.LinkControl(control(CraFlag.ALERT, hello(ANOTHER)))),
            Map.entry("hello-as-command", new Judgement.LinkControl(control(CraFlag.COMMAND, hello(BINDING)))),
            Map.entry(
                    "configured",
                    new Judgement.LinkControl(control(CraFlag.ALERT, new LinkControl.Configured(1, true, "")))),
            Map.entry(
                    "missing",
                    new Judgement.LinkControl(control(CraFlag.ALERT, new LinkControl.Missing(1, List.of(0))))),
            Map.entry("drain", new Judgement.LinkControl(control(CraFlag.COMMAND, new LinkControl.Drain(5)))),
            Map.entry(
                    "malformed",
                    new Judgement.LinkControl(signed(
                            CraFlag.ALERT, PrivateMessageCode.LINK_CONTROL, Messages.json(Octets.ofText("{}"))))),
            Map.entry(
                    "deflated",
                    new Judgement.LinkControl(signed(
                            CraFlag.ALERT,
                            PrivateMessageCode.LINK_CONTROL,
                            new Content(ContentFormat.JSON_ZLIB, Octets.ofText("{}"))))));

    private static LinkSession session(End end, LinkPhase phase) {
        return new LinkSession(end, phase, BINDING);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3} {4}")
    @CsvSource({
        "GREETING, DSRSP, hello,               GREET,        ''",
        "GREETING, DSRSP, hello-relayed,       CLOSE,        4002 hello-relayed",
        "GREETING, DSRSP, hello-as-command,    CLOSE,        4002 hello-malformed",
        "GREETING, DSRSP, fresh,               CLOSE,        4002 before-hello",
        "GREETING, DSRSP, repeated,            CLOSE,        4002 before-hello",
        "GREETING, DSRSP, repeated-answered,   CLOSE,        4002 before-hello",
        "GREETING, DSRSP, answer,              CLOSE,        4002 before-hello",
        "GREETING, DSRSP, answer-like-welcome, CLOSE,        4002 before-hello",
        "GREETING, DSRSP, welcome,             CLOSE,        4002 before-hello",
        "GREETING, DSRSP, configured,          CLOSE,        4002 before-hello",
        "GREETING, DSRSP, missing,             CLOSE,        4002 before-hello",
        "GREETING, DSRSP, malformed,           CLOSE,        4002 hello-malformed",
        "GREETING, DSRSP, deflated,            CLOSE,        4002 hello-malformed",
        "GREETING, DSRSP, refused,             CLOSE,        4002 signature",
        "GREETING, CEM,   welcome,             BEGIN,        ''",
        "GREETING, CEM,   answer,              CLOSE,        4002 before-hello",
        "GREETING, CEM,   answer-like-welcome, CLOSE,        4002 before-hello",
        "GREETING, CEM,   fresh,               CLOSE,        4002 before-hello",
        "GREETING, CEM,   repeated,            CLOSE,        4002 before-hello",
        "GREETING, CEM,   repeated-answered,   CLOSE,        4002 before-hello",
        "GREETING, CEM,   drain,               CLOSE,        4002 before-hello",
        "GREETING, CEM,   hello,               CLOSE,        4002 before-hello",
        "GREETING, CEM,   malformed,           CLOSE,        4002 hello-malformed",
        "GREETING, CEM,   refused,             CLOSE,        4002 signature",
        "OPEN,     DSRSP, fresh,               ACCEPT,       ''",
        "OPEN,     DSRSP, repeated,            AWAIT,        ''",
        "OPEN,     DSRSP, repeated-answered,   ANSWER_AGAIN, ''",
        "OPEN,     DSRSP, answer,              SETTLE,       ''",
        "OPEN,     DSRSP, welcome,             CLOSE,        4004 hello-twice",
        "OPEN,     DSRSP, hello,               CLOSE,        4004 hello-twice",
        "OPEN,     DSRSP, hello-relayed,       CLOSE,        4004 hello-twice",
        "OPEN,     DSRSP, hello-as-command,    CLOSE,        4004 control-malformed",
        "OPEN,     DSRSP, configured,          NOTE,         ''",
        "OPEN,     DSRSP, missing,             NOTE,         ''",
        "OPEN,     DSRSP, malformed,           CLOSE,        4004 control-malformed",
        "OPEN,     DSRSP, deflated,            CLOSE,        4004 control-malformed",
        "OPEN,     DSRSP, refused,             CLOSE,        4004 signature",
        "OPEN,     CEM,   fresh,               ACCEPT,       ''",
        "OPEN,     CEM,   repeated,            AWAIT,        ''",
        "OPEN,     CEM,   repeated-answered,   ANSWER_AGAIN, ''",
        "OPEN,     CEM,   answer,              SETTLE,       ''",
        "OPEN,     CEM,   answer-like-welcome, SETTLE,       ''",
        "OPEN,     CEM,   welcome,             CLOSE,        4004 hello-twice",
        "OPEN,     CEM,   drain,               NOTE,         ''",
        "OPEN,     CEM,   malformed,           CLOSE,        4004 control-malformed",
        "OPEN,     CEM,   refused,             CLOSE,        4004 signature"
    })
    void eachCellHasItsReaction(LinkPhase phase, End end, String what, LinkReaction.Kind kind, String close) {
        LinkSession session = session(end, phase);
        Judgement judgement = JUDGEMENTS.get(what);
        assertThat(judgement).isNotNull();
        LinkReaction reaction = session.receive(java.util.Objects.requireNonNull(judgement));
        assertThat(reaction.kind()).isEqualTo(kind);
        if (reaction instanceof LinkReaction.Close closing) {
            assertThat(closing.code().number() + " " + closing.reason()).isEqualTo(close);
        }
        LinkPhase next = switch (kind) {
            case GREET, BEGIN -> LinkPhase.OPEN;
            case CLOSE -> LinkPhase.CLOSED;
            default -> phase;
        };
        assertThat(session.after(reaction)).isEqualTo(session(end, next));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(End.class)
    void aClosedLinkReceivesNothing(End end) {
        LinkSession closed = LinkSession.upgraded(end, BINDING).closed();
        JUDGEMENTS
                .values()
                .forEach(judgement ->
                        assertThatThrownBy(() -> closed.receive(judgement)).isInstanceOf(IllegalStateException.class));
        assertThatThrownBy(closed::helloDeadlinePassed).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(End.class)
    void helloThatIsLateClosesAndTheDeadlineEndsWithTheGreeting(End end) {
        LinkSession session = LinkSession.upgraded(end, BINDING);
        LinkReaction reaction = session.helloDeadlinePassed();
        assertThat(reaction).isEqualTo(new LinkReaction.Close(CloseCode.HELLO, "hello-late", ""));
        assertThat(session.after(reaction).phase()).isEqualTo(LinkPhase.CLOSED);
        assertThatThrownBy(session(end, LinkPhase.OPEN)::helloDeadlinePassed).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reactionsCarryWhatTheOwnerNeeds() {
        LinkSession open = session(End.DSRSP, LinkPhase.OPEN);
        assertThat(open.receive(new Judgement.Fresh(PAYLOAD, PrivateMessageCode.OPENADR)))
                .isEqualTo(new LinkReaction.Accept(PAYLOAD, PrivateMessageCode.OPENADR));
        RememberedMessage answered = new RememberedMessage(7, DIGEST, Optional.of(STORED));
        assertThat(open.receive(new Judgement.Repeated(PAYLOAD, answered)))
                .isEqualTo(new LinkReaction.AnswerAgain(PAYLOAD, STORED));
        SignedMessage hello = control(CraFlag.ALERT, hello(BINDING));
        assertThat(session(End.DSRSP, LinkPhase.GREETING).receive(new Judgement.LinkControl(hello)))
                .isEqualTo(new LinkReaction.Greet(hello, hello(BINDING)));
        assertThat(open.receive(new Judgement.Refused(Refusal.SHAPE, "for the log", DIGEST)))
                .isEqualTo(new LinkReaction.Close(CloseCode.REFUSED, "shape", "for the log"));
    }
}
