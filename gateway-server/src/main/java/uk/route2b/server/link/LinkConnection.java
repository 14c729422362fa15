package uk.route2b.server.link;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkPhase;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.link.LinkSession;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.End;
import uk.route2b.protocol.message.Judgement;
import uk.route2b.protocol.message.Originator;
import uk.route2b.protocol.message.Reception;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.TrustedTime;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Intake;
import uk.route2b.server.delivery.OpenLink;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.StoreException;

/**
 * One WebSocket of a CEM, from the upgrade to the close. What arrives is worked on in the CEM's lane, strictly in order
 * and one at a time: the socket is asked for the next message only when this one is done.
 */
public final class LinkConnection implements OpenLink {
    private static final Logger LOG = LoggerFactory.getLogger(LinkConnection.class);

    private final long id;
    private final Counterpart counterpart;
    private final Octets certificate;
    private final X509Certificate tls;
    private final LinkServices services;
    private final LinkSocket socket;
    private final Reception reception;
    private final Timers.Timer deadline;
    private final RefusalAllowance allowance;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private LinkSession session;
    private volatile long epoch;
    private Optional<Runnable> held = Optional.empty();
    private volatile Instant since = Instant.EPOCH;
    private volatile Capabilities reads = Capabilities.ALL;

    /**
     * @param id tells this link from any other of this server
     * @param tls the CEM's certificate, which the upgrade has checked
     */
    LinkConnection(
            long id,
            Counterpart counterpart,
            X509Certificate tls,
            Octets certificate,
            TlsBinding binding,
            LinkServices services,
            LinkSocket socket) {
        this.id = id;
        this.counterpart = counterpart;
        this.certificate = certificate;
        this.tls = tls;
        this.services = services;
        this.socket = socket;
        this.reception = new Reception(
                End.DSRSP,
                counterpart.key().dsrsp(),
                new SignedMessageReader(services.messageOctets()),
                services.ecdsa());
        this.allowance = new RefusalAllowance(services.refusals(), services.clock()::monotonicMillis);
        this.session = LinkSession.upgraded(End.DSRSP, binding);
        this.deadline = services.timers()
                .after(services.hello(), () -> counterpart.lane().execute(this::helloDeadline));
    }

    /**
     * Takes a binary message. From any thread; does not block.
     *
     * @param done run when the next one may come: this one has been worked on, whatever came of it, and there is room
     */
    public void received(Octets message, Runnable done) {
        counterpart.lane().execute(() -> {
            try {
                process(message);
            } catch (StoreException failed) {
                LOG.error("a message of {} was not taken", counterpart.key(), failed);
                shut(CloseCode.TRY_AGAIN_LATER, "store", "");
            } finally {
                held = Optional.of(done);
                demand();
            }
        });
    }

    /**
     * Lets the next message come, unless much of this CEM's is under way already, or it does not read what we send:
     * then it waits in the peer's buffers and not in ours.
     */
    private void demand() {
        if (held.isEmpty()) {
            return;
        }
        Runnable again = () -> counterpart.lane().execute(this::demand);
        boolean open = session.phase() != LinkPhase.CLOSED;
        if (open && !socket.hasRoom()) {
            socket.whenRoom(again);
        } else if (!open || services.inbox().hasRoom(counterpart, again)) {
            Runnable done = held.get();
            held = Optional.empty();
            done.run();
        }
    }

    /**
     * A text message came, which the link does not carry. From any thread.
     *
     * @param done run when it has been worked on
     */
    public void receivedText(Runnable done) {
        counterpart.lane().execute(() -> {
            shut(CloseCode.UNSUPPORTED_DATA, "text", "");
            done.run();
        });
    }

    /** The socket has closed. From any thread. */
    public void closed(int code, String reason) {
        counterpart.lane().execute(() -> {
            deadline.cancel();
            if (session.phase() == LinkPhase.OPEN) {
                LOG.info("link {} of {} has closed: {}", id, counterpart.key(), code);
            }
            session = session.closed();
            counterpart.detach(id);
            // There is nothing left to read.
            held = Optional.empty();
            gone.complete(null);
        });
    }

    @Override
    public CompletionStage<Void> gone() {
        return gone.copy();
    }

    private void helloDeadline() {
        if (session.phase() == LinkPhase.GREETING) {
            close((LinkReaction.Close) session.helloDeadlinePassed());
        }
    }

    private void process(Octets message) {
        if (session.phase() == LinkPhase.CLOSED) {
            return;
        }
        if (!counterpart.isActive()) {
            shut(CloseCode.REVOKED, CertificateRefusal.NOT_ACTIVE.code(), "");
            return;
        }
        if (!services.clock().maySign()) {
            shut(CloseCode.TRY_AGAIN_LATER, "clock", "the wall clock has jumped: check the time and start again");
            return;
        }
        CemState state = counterpart.ledger().state();
        if (session.phase() == LinkPhase.OPEN && state.epoch() != epoch) {
            shut(CloseCode.SUPERSEDED, CloseCode.SUPERSEDED.word(), "");
            return;
        }
        LinkReaction reaction = session.receive(judge(message, state));
        act(reaction);
        if (session.phase() != LinkPhase.CLOSED) {
            session = session.after(reaction);
        }
    }

    private Judgement judge(Octets message, CemState state) {
        TrustedTime now = TrustedTime.of(services.clock().millis());
        Originator originator = new Originator(counterpart.key().cem(), counterpart.messageKeys(Optional.of(tls)));
        return reception.judge(
                message, originator, state.received(), state.sent().window(), OptionalLong.empty(), now);
    }

    private void act(LinkReaction reaction) {
        switch (reaction.kind()) {
            case GREET -> greet((LinkReaction.Greet) reaction);
            case ACCEPT -> {
                LinkReaction.Accept accept = (LinkReaction.Accept) reaction;
                taken(services.inbox().accept(counterpart, accept.message(), accept.code(), counterpart::sendByLink));
            }
            case ANSWER_AGAIN ->
                services.inbox().again(counterpart, ((LinkReaction.AnswerAgain) reaction).message(), this::send);
            case AWAIT ->
                services.inbox().again(counterpart, ((LinkReaction.Await) reaction).message(), counterpart::sendByLink);
            case SETTLE ->
                services.inbox()
                        .settle(counterpart, ((LinkReaction.Settle) reaction).message())
                        .ifPresent(reason -> shut(CloseCode.REFUSED, reason, ""));
            case NOTE -> note((LinkReaction.Note) reaction);
            case PASS_OVER -> passOver(((LinkReaction.PassOver) reaction).reason());
            case CLOSE -> close((LinkReaction.Close) reaction);
            case BEGIN -> throw new IllegalStateException("a gateway is not welcomed");
        }
    }

    private void passOver(String reason) {
        counterpart.counts().refused(reason);
        counterpart.note(verdict(Ruling.REFUSED, "message", reason));
        if (allowance.isSpent()) {
            shut(
                    CloseCode.POLICY,
                    "refusals",
                    "more than " + services.refusals() + " in a minute, the last: " + reason);
        }
    }

    private Verdict verdict(Ruling ruling, String subject, String reason) {
        return Verdict.of(Check.AUTHENTICATION, ruling, subject, reason)
                .with("route", "2b")
                .with("link", id)
                .with("peer", socket.peer());
    }

    private void note(LinkReaction.Note note) {
        if (note.control().kind() == LinkControl.Kind.DRAIN) {
            throw new IllegalStateException("a drain has the flag of a command, which a gateway does not take");
        }
        services.inbox().note(counterpart, note.message(), note.control());
    }

    private void greet(LinkReaction.Greet greet) {
        deadline.cancel();
        Greeter.Greeted greeted = new Greeter(services).greet(counterpart, greet.message(), greet.hello(), certificate);
        if (greeted.welcome().isEmpty()) {
            shut(CloseCode.HELLO, greeted.reason(), "");
            return;
        }
        epoch = greeted.epoch();
        if (counterpart.ledger().state().epoch() != epoch) {
            shut(CloseCode.SUPERSEDED, CloseCode.SUPERSEDED.word(), "another node has begun a session");
            return;
        }
        welcomed(greet.hello(), greeted.welcome().get());
    }

    private void welcomed(LinkControl.Hello hello, Octets welcome) {
        reads = hello.reads();
        since = services.clock().instant();
        send(welcome);
        counterpart.attach(this);
        counterpart.note(verdict(Ruling.ACCEPTED, "hello", "").with("session", epoch));
        counterpart.count("up", Threshold.CONNECT, 0);
        LOG.info(
                "link {} of {} from {} is welcomed: session {}, link configuration {}",
                id,
                counterpart.key(),
                socket.peer(),
                epoch,
                hello.configuration());
        // What has to be sent again goes in the order of its counters, and with it the configuration that the CEM
        // lacks; then what is new.
        services.configurations().certificateDue(counterpart);
        services.configurations().due(counterpart);
        services.pump().welcomed(counterpart);
    }

    /** A stale session is closed by the counterpart, whatever found it so. */
    private void taken(Intake intake) {
        if (intake == Intake.FULL) {
            shut(CloseCode.TRY_AGAIN_LATER, "request-octets", "too much is under way to VTNs; nothing was stored");
        }
    }

    private void close(LinkReaction.Close close) {
        counterpart.counts().refused(close.reason());
        shut(close.code(), close.reason(), close.detail());
    }

    private void shut(CloseCode code, String reason, String detail) {
        if (session.phase() == LinkPhase.CLOSED) {
            return;
        }
        deadline.cancel();
        session = session.closed();
        counterpart.detach(id);
        demand();
        boolean refused = code == CloseCode.HELLO || code == CloseCode.REFUSED || code == CloseCode.REVOKED;
        counterpart.note(verdict(refused ? Ruling.REFUSED : Ruling.CLOSED, "link", reason)
                .with("close", code.number())
                .with("detail", detail));
        LOG.warn(
                "closing link {} of {} from {}: {} {} {}",
                id,
                counterpart.key(),
                socket.peer(),
                code.number(),
                reason,
                detail);
        socket.close(code.number(), reason);
    }

    /** The reason stays within what a close frame holds, and is one of our own codes. */
    @Override
    public void close(CloseCode code, String reason) {
        counterpart.lane().execute(() -> shut(code, reason, ""));
    }

    @Override
    public void send(Octets signed) {
        if (!socket.send(signed)) {
            close(CloseCode.TRY_AGAIN_LATER, "slow-reader");
        }
    }

    @Override
    public boolean hasRoom() {
        return socket.hasRoom();
    }

    @Override
    public void whenRoom(Runnable task) {
        socket.whenRoom(task);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public Capabilities reads() {
        return reads;
    }
}
