package uk.route2b.client.internal.session;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.FrameAllowance;
import uk.route2b.protocol.link.LinkPhase;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.link.LinkSession;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.End;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;

/** One socket from dial to end: says hello, awaits the welcome, then carries messages. */
final class Link implements LinkTransport.Events {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    /** The reason while too many payloads wait for their VENs. */
    static final String FULL = "queue-full";
    /** The reason where a message is larger than this end takes. */
    private static final String TOO_LARGE = "message-octets";

    private static final Duration WELCOME_WITHIN = Duration.ofSeconds(20);
    private static final long PARKED_MOST = 256 * 1024;
    private static final long CONGESTED_OCTETS = 1024 * 1024;

    private final LinkConfiguration configuration;
    private final URI endpoint;
    private final LinkOffice office;
    private Owner owner;
    private LinkTransport.@Nullable Socket socket;
    private @Nullable LinkSession session;
    private OptionalLong helloCounter = OptionalLong.empty();
    private EngineThread.Timer deadline = EngineThread.Timer.NONE;
    private final Deque<Octets> parked = new ArrayDeque<>();
    private long parkedOctets;
    private final Optional<X509Certificate> shown;
    private boolean welcomed;
    private boolean ended;

    /** @param shown what was enrolled for and is shown; empty for the device's own certificate */
    Link(
            LinkConfiguration configuration,
            URI endpoint,
            LinkOffice office,
            Owner owner,
            Optional<X509Certificate> shown) {
        this.shown = shown;
        this.configuration = configuration;
        this.endpoint = endpoint;
        this.office = office;
        this.owner = owner;
    }

    /** Whoever keeps a link. */
    interface Owner {
        /** The gateway welcomed us; to be stored before anything else travels. */
        void welcomed(Link link, LinkReaction.Begin begin) throws IOException;

        /** The gateway is going to close. */
        void draining(Link link, long afterMillis);

        /** The link is gone; told once. */
        void ended(Link link, LinkEnd end) throws IOException;
    }

    /** Hands the link over: a candidate's becomes the one. */
    void ownedBy(Owner next) {
        owner = next;
    }

    LinkConfiguration configuration() {
        return configuration;
    }

    Optional<X509Certificate> shown() {
        return shown;
    }

    URI endpoint() {
        return endpoint;
    }

    boolean isOpen() {
        return !ended && welcomed;
    }

    boolean isGreeting() {
        return !ended && session != null && session.phase() == LinkPhase.GREETING;
    }

    /** Whether more should wait until what is queued has left: the socket holds no more than a few MiB. */
    boolean isCongested() {
        return socket != null && socket.queued() > CONGESTED_OCTETS;
    }

    void dial(LinkTransport transport, LinkTransport.Order order) {
        socket = transport.dial(order, this);
    }

    /** Sends one signed message; a socket that takes no more has failed. */
    void send(Octets message) throws IOException {
        if (ended || socket == null) {
            return;
        }
        if (socket.send(message)) {
            office.parts().tally().countSent();
        } else {
            socket.cancel();
            end(new LinkEnd(LinkEnd.By.NETWORK, Optional.empty(), "send-queue", welcomed));
        }
    }

    /** Closes in good order. The owner is told only by {@link #endByUs}. */
    void close(CloseCode code, String reason) {
        finish();
        if (socket != null) {
            socket.close(code, reason);
        }
    }

    @Override
    public void opened(TlsBinding binding) {
        office.parts().loop().run(() -> greet(binding));
    }

    @Override
    public void received(Octets message, Runnable done) {
        office.parts().loop().run(() -> {
            try {
                receive(message);
            } finally {
                done.run();
            }
        });
    }

    @Override
    public void exceeded(CloseCode how) {
        office.parts().loop().run(() -> endByUs(how, how == CloseCode.TOO_BIG ? TOO_LARGE : FrameAllowance.FRAMES));
    }

    @Override
    public void receivedText() {
        office.parts().loop().run(() -> endByUs(CloseCode.UNSUPPORTED_DATA, "text"));
    }

    @Override
    public void closed(int code, String reason) {
        office.parts().loop().run(() -> end(LinkEnd.byGateway(code, reason, welcomed)));
    }

    @Override
    public void failed(DialFailure failure) {
        office.parts().loop().run(() -> {
            LOG.info("link: {} {}, {}", endpoint, failure.reason(), failure.detail());
            end(LinkEnd.of(failure, welcomed));
        });
    }

    private void greet(TlsBinding binding) throws IOException {
        if (ended) {
            return;
        }
        session = LinkSession.upgraded(End.CEM, binding);
        LinkOffice.SignedHello hello = office.hello(configuration, binding);
        helloCounter = OptionalLong.of(hello.counter());
        deadline = office.parts().loop().after(WELCOME_WITHIN, this::welcomeIsLate);
        send(hello.octets());
    }

    private void welcomeIsLate() throws IOException {
        if (!ended && session != null) {
            carryOut(session.helloDeadlinePassed());
        }
    }

    private void receive(Octets octets) throws IOException {
        if (ended || session == null) {
            return;
        }
        if (octets.size() > office.parts().limits().messageOctets()) {
            endByUs(CloseCode.TOO_BIG, TOO_LARGE);
            return;
        }
        LinkReaction reaction = session.receive(office.intake().judge(octets, helloCounter));
        session = session.after(reaction);
        carryOut(reaction);
    }

    private void carryOut(LinkReaction reaction) throws IOException {
        switch (reaction.kind()) {
            case BEGIN -> begin((LinkReaction.Begin) reaction);
            case ACCEPT -> accept((LinkReaction.Accept) reaction);
            case ANSWER_AGAIN -> answerAgain((LinkReaction.AnswerAgain) reaction);
            case AWAIT -> LOG.debug("link: a message came again before its answer");
            case SETTLE -> office.outbox().settle(((LinkReaction.Settle) reaction).message());
            case NOTE -> note((LinkReaction.Note) reaction);
            case PASS_OVER -> LOG.debug("link: an answer came again");
            case CLOSE -> close((LinkReaction.Close) reaction);
            case GREET -> throw new IllegalStateException("a CEM is never greeted");
        }
    }

    private void begin(LinkReaction.Begin begin) throws IOException {
        deadline.cancel();
        helloCounter = OptionalLong.empty();
        welcomed = true;
        owner.welcomed(this, begin);
    }

    private void accept(LinkReaction.Accept accept) throws IOException {
        boolean behind = !parked.isEmpty() && accept.code() == PrivateMessageCode.OPENADR;
        if (behind || !office.intake().accept(accept.message(), accept.code(), this::send)) {
            park(accept.message().octets());
        }
    }

    /**
     * Too many payloads wait for their VENs. The message is neither stored nor answered, so the gateway's window closes
     * by itself, and the way up stays open. What does not fit here ends the link.
     */
    private void park(Octets message) throws IOException {
        if (parkedOctets + message.size() > PARKED_MOST) {
            endByUs(CloseCode.TRY_AGAIN_LATER, FULL);
            return;
        }
        parked.add(message);
        parkedOctets += message.size();
    }

    /** There may be room again: what was parked is judged anew, because it may have come by 2a meanwhile. */
    void unpark() throws IOException {
        while (!ended && session != null && !parked.isEmpty()) {
            LinkReaction reaction = session.receive(office.intake().judge(parked.element(), OptionalLong.empty()));
            if (reaction instanceof LinkReaction.Accept accept
                    && !office.intake().accept(accept.message(), accept.code(), this::send)) {
                return;
            }
            parkedOctets -= parked.remove().size();
            if (reaction.kind() != LinkReaction.Kind.ACCEPT) {
                session = session.after(reaction);
                carryOut(reaction);
            }
        }
    }

    private void answerAgain(LinkReaction.AnswerAgain again) throws IOException {
        office.parts().tally().countRepeated();
        office.intake().send(again.answer(), this::send);
    }

    private void note(LinkReaction.Note note) throws IOException {
        office.intake().note(note.message(), note.control());
        if (note.control() instanceof uk.route2b.protocol.link.LinkControl.Drain drain) {
            owner.draining(this, drain.afterMillis());
        }
    }

    private void close(LinkReaction.Close close) throws IOException {
        LOG.warn("link: closing {} with {} {}; {}", endpoint, close.code().number(), close.reason(), close.detail());
        endByUs(close.code(), close.reason());
    }

    /** Closes and tells the owner. */
    void endByUs(CloseCode code, String reason) throws IOException {
        if (ended) {
            return;
        }
        boolean was = welcomed;
        close(code, reason);
        owner.ended(this, LinkEnd.byUs(code, reason, was));
    }

    private void end(LinkEnd end) throws IOException {
        if (ended) {
            return;
        }
        finish();
        owner.ended(this, end);
    }

    private void finish() {
        ended = true;
        parked.clear();
        deadline.cancel();
    }
}
