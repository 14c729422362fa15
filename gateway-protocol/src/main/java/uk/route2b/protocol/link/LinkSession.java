package uk.route2b.protocol.link;

import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.End;
import uk.route2b.protocol.message.Judgement;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Refusal;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;

/**
 * One link as a state machine, the same for both ends. Pure: no socket, no clock, no store.
 *
 * <pre>
 *              hello (gateway) or welcome (CEM)
 *   GREETING ──────────────────────────────────▶ OPEN
 *      │  anything else, or too late: 4002        │  refused message: 4004
 *      └──────────────▶ CLOSED ◀──────────────────┘
 * </pre>
 *
 * <p>The owner judges what arrives, shows the judgement here, does what the reaction says and keeps the returned
 * session.
 *
 * @param end which end we are
 * @param phase where the link stands
 * @param binding the certificates of its TLS session as this end sees them
 */
public record LinkSession(End end, LinkPhase phase, TlsBinding binding) {
    /** A link that was upgraded just now. */
    public static LinkSession upgraded(End end, TlsBinding binding) {
        return new LinkSession(end, LinkPhase.GREETING, binding);
    }

    /** The session after {@code reaction} was carried out. */
    public LinkSession after(LinkReaction reaction) {
        return switch (reaction.kind()) {
            case GREET, BEGIN -> in(LinkPhase.OPEN);
            case CLOSE -> in(LinkPhase.CLOSED);
            case ACCEPT, ANSWER_AGAIN, AWAIT, SETTLE, NOTE, PASS_OVER -> this;
        };
    }

    /** The session after its deadline for hello passed, or its socket closed. */
    public LinkSession closed() {
        return in(LinkPhase.CLOSED);
    }

    /** What to do about a message that was judged so. */
    public LinkReaction receive(Judgement judgement) {
        return switch (phase) {
            case GREETING -> greet(judgement);
            case OPEN -> carry(judgement);
            case CLOSED -> throw new IllegalStateException("a closed link receives nothing");
        };
    }

    /** What to do when hello, or its answer, has not come in time: nothing is kept waiting for a silent peer. */
    public LinkReaction helloDeadlinePassed() {
        return phase == LinkPhase.GREETING ? new LinkReaction.Close(CloseCode.HELLO, "hello-late", "") : throwLate();
    }

    private static LinkReaction throwLate() {
        throw new IllegalStateException("the deadline for hello ends with the greeting");
    }

    private LinkReaction greet(Judgement judgement) {
        return switch (judgement.kind()) {
            case LINK_CONTROL -> greetControl(((Judgement.LinkControl) judgement).message());
            case ANSWER -> greetAnswer((Judgement.Answer) judgement);
            case REFUSED -> refused(CloseCode.HELLO, (Judgement.Refused) judgement);
            case FRESH, REPEATED -> new LinkReaction.Close(CloseCode.HELLO, "before-hello", "");
        };
    }

    /** Any other answer may carry JSON too, so the code decides and not what the content looks like. */
    private LinkReaction greetAnswer(Judgement.Answer answer) {
        return answer.code() == PrivateMessageCode.LINK_CONTROL
                ? greetControl(answer.message())
                : new LinkReaction.Close(CloseCode.HELLO, "before-hello", "");
    }

    private LinkReaction greetControl(SignedMessage message) {
        try {
            LinkControl control = control(message);
            if (end == End.DSRSP && control instanceof LinkControl.Hello hello) {
                return hello.binding().equals(binding)
                        ? new LinkReaction.Greet(message, hello)
                        : new LinkReaction.Close(CloseCode.HELLO, "hello-relayed", "");
            }
            return end == End.CEM && control instanceof LinkControl.Welcome welcome
                    ? new LinkReaction.Begin(message, welcome)
                    : new LinkReaction.Close(CloseCode.HELLO, "before-hello", "");
        } catch (MalformedException malformed) {
            return new LinkReaction.Close(CloseCode.HELLO, "hello-malformed", malformed.getMessage());
        }
    }

    private LinkReaction carry(Judgement judgement) {
        return switch (judgement.kind()) {
            case FRESH -> accept((Judgement.Fresh) judgement);
            case REPEATED -> again((Judgement.Repeated) judgement);
            case ANSWER -> settle((Judgement.Answer) judgement);
            case LINK_CONTROL -> note(((Judgement.LinkControl) judgement).message());
            case REFUSED -> refuse((Judgement.Refused) judgement);
        };
    }

    private static LinkReaction accept(Judgement.Fresh fresh) {
        return new LinkReaction.Accept(fresh.message(), fresh.code());
    }

    private static LinkReaction settle(Judgement.Answer answer) {
        return answer.code() == PrivateMessageCode.LINK_CONTROL
                ? new LinkReaction.Close(CloseCode.REFUSED, "hello-twice", "")
                : new LinkReaction.Settle(answer.message(), answer.code());
    }

    private static LinkReaction again(Judgement.Repeated repeated) {
        return repeated.remembered()
                .answer()
                .<LinkReaction>map(answer -> new LinkReaction.AnswerAgain(repeated.message(), answer))
                .orElseGet(() -> new LinkReaction.Await(repeated.message()));
    }

    private LinkReaction note(SignedMessage message) {
        try {
            LinkControl control = control(message);
            boolean greeting = control.kind() == LinkControl.Kind.HELLO || control.kind() == LinkControl.Kind.WELCOME;
            return greeting
                    ? new LinkReaction.Close(CloseCode.REFUSED, "hello-twice", "")
                    : new LinkReaction.Note(message, control);
        } catch (MalformedException malformed) {
            return new LinkReaction.Close(CloseCode.REFUSED, "control-malformed", malformed.getMessage());
        }
    }

    private static LinkReaction refuse(Judgement.Refused refused) {
        return refused.reason() == Refusal.NOT_OUTSTANDING
                ? new LinkReaction.PassOver(refused.reason().code())
                : refused(CloseCode.REFUSED, refused);
    }

    private static LinkReaction refused(CloseCode code, Judgement.Refused refused) {
        return new LinkReaction.Close(code, refused.reason().code(), refused.detail());
    }

    /** Reads link control and checks that its kind travels under the CRA flag of the message. */
    public static LinkControl control(SignedMessage message) throws MalformedException {
        Content content = Content.read(message.content());
        if (content.format() != ContentFormat.JSON) {
            throw new MalformedException(Malformation.FORMAT, 0);
        }
        LinkControl control = LinkControlJson.read(content.body());
        if (control.kind().flag() != message.header().cra()) {
            throw new MalformedException(Malformation.CRA, "kind");
        }
        return control;
    }

    private LinkSession in(LinkPhase next) {
        return new LinkSession(end, next, binding);
    }
}
