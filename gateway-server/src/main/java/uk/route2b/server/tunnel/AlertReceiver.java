package uk.route2b.server.tunnel;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkSession;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.End;
import uk.route2b.protocol.message.Judgement;
import uk.route2b.protocol.message.Originator;
import uk.route2b.protocol.message.Reception;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.TrustedTime;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Counterparts;
import uk.route2b.server.delivery.Inbox;
import uk.route2b.server.delivery.Intake;
import uk.route2b.server.delivery.OpenLink;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Claim;
import uk.route2b.server.store.StoreException;

/**
 * Takes alerts, puts their fragments together and does with a whole message what would be done with it on a link. What
 * comes through a meter can be of the CEM registered to it, and of nobody else (design section 5).
 */
public final class AlertReceiver implements SmartMeterChannel.AlertListener {
    private static final Logger LOG = LoggerFactory.getLogger(AlertReceiver.class);

    private final Counterparts counterparts;
    private final Inbox inbox;
    private final TunnelSender sender;
    private final SigningClock clock;
    private final Ecdsa ecdsa;
    private final Map<CemKey, Reassembler> reassemblers = new ConcurrentHashMap<>();

    public AlertReceiver(Counterparts counterparts, Inbox inbox, TunnelSender sender, SigningClock clock, Ecdsa ecdsa) {
        this.counterparts = counterparts;
        this.inbox = inbox;
        this.sender = sender;
        this.clock = clock;
        this.ecdsa = ecdsa;
    }

    @Override
    public void alert(EntityIdentifier meter, String text) {
        List<Counterpart> behind = counterparts.behindMeter(meter);
        if (behind.isEmpty()) {
            LOG.info("an alert of meter {} is ignored: the register has no CEM behind it", meter);
        }
        behind.forEach(counterpart -> counterpart.lane().execute(() -> offer(counterpart, text)));
    }

    private void offer(Counterpart counterpart, String text) {
        counterpart.counts().alertReceived();
        Reassembler reassembler = reassemblers.computeIfAbsent(
                counterpart.key(), ignored -> new Reassembler(Direction.UP, TunnelLimits.DEFAULT));
        Offered offered = reassembler.offer(text, clock.monotonicMillis());
        // Plain text is for people; nothing acts on it.
        if (offered instanceof Offered.Candidate candidate && candidate.base64()) {
            try {
                if (take(counterpart, candidate.octets())) {
                    reassembler.close(candidate);
                }
            } catch (StoreException failed) {
                LOG.error(
                        "a message of {} through its meter was not taken; it may come again",
                        counterpart.key(),
                        failed);
            }
        }
    }

    /** Whether it was what it claimed to be. */
    private boolean take(Counterpart counterpart, Octets octets) {
        if (!clock.maySign() || !counterpart.isActive()) {
            return false;
        }
        if (!counterpart.ledger().owns(Claim.TAKE)) {
            LOG.info("what came through the meter of {} is left to the node that has its link", counterpart.key());
            return false;
        }
        Judgement judgement = judge(counterpart, octets);
        switch (judgement.kind()) {
            case FRESH -> {
                // Full or stale: it stays open, and is tried again when its fragments come again.
                return accept(counterpart, (Judgement.Fresh) judgement) == Intake.TAKEN;
            }
            case REPEATED -> again(counterpart, ((Judgement.Repeated) judgement).message());
            case ANSWER -> settle(counterpart, ((Judgement.Answer) judgement).message());
            case LINK_CONTROL -> note(counterpart, ((Judgement.LinkControl) judgement).message());
            case REFUSED -> refused(counterpart, (Judgement.Refused) judgement);
        }
        return judgement.kind() != Judgement.Kind.REFUSED;
    }

    private Judgement judge(Counterpart counterpart, Octets octets) {
        CemState state = counterpart.ledger().state();
        Reception reception = new Reception(
                End.DSRSP, counterpart.key().dsrsp(), new SignedMessageReader(TunnelLimits.DEFAULT.octets()), ecdsa);
        return reception.judge(
                octets,
                new Originator(counterpart.key().cem(), keys(counterpart, state)),
                state.received(),
                state.sent().window(),
                OptionalLong.empty(),
                TrustedTime.of(clock.millis()));
    }

    /** Those in the register; else the key of the certificate that the CEM showed on its last link. */
    private static List<PublicKey> keys(Counterpart counterpart, CemState state) {
        boolean registered = !counterpart.cem().messageCertificates().isEmpty();
        return counterpart.messageKeys(
                registered ? Optional.empty() : state.certificate().map(AlertReceiver::certificate));
    }

    private static X509Certificate certificate(Octets der) {
        try {
            return SmkiCertificate.ofDer(der).x509();
        } catch (MalformedException broken) {
            throw new IllegalStateException("a stored certificate cannot be read", broken);
        }
    }

    private Intake accept(Counterpart counterpart, Judgement.Fresh fresh) {
        long counter = fresh.message().header().counter();
        Intake intake =
                inbox.accept(counterpart, fresh.message(), fresh.code(), signed -> reply(counterpart, counter, signed));
        if (intake == Intake.TAKEN) {
            counterpart.counts().receivedBy2a();
        }
        return intake;
    }

    /** By the link if there is one; a link that comes while the labels are written makes the CEM ask again there. */
    private void reply(Counterpart counterpart, long counter, Octets signed) {
        counterpart
                .link()
                .ifPresentOrElse(
                        link -> link.send(signed),
                        () -> sender.answer(
                                counterpart,
                                counter,
                                signed,
                                () -> counterpart.link().isEmpty()));
    }

    /**
     * The CEM asks again by 2a, so it has no link, whatever ours seems to be: a link that died unnoticed took the
     * answer with it.
     */
    private void again(Counterpart counterpart, SignedMessage message) {
        long counter = message.header().counter();
        long linkBefore = counterpart.link().map(OpenLink::id).orElse(-1L);
        inbox.again(
                counterpart,
                message,
                signed -> sender.answer(
                        counterpart,
                        counter,
                        signed,
                        () -> counterpart
                                .link()
                                .filter(link -> link.id() != linkBefore)
                                .isEmpty()));
    }

    private void settle(Counterpart counterpart, SignedMessage answer) {
        inbox.settle(counterpart, answer).ifPresent(reason -> {
            counterpart.counts().refused(reason);
            LOG.warn("an answer of {} through its meter is dropped: {}", counterpart.key(), reason);
        });
    }

    private void note(Counterpart counterpart, SignedMessage message) {
        try {
            LinkControl control = LinkSession.control(message);
            inbox.note(counterpart, message, control);
            if (control instanceof LinkControl.Missing missing) {
                sender.repair(counterpart, missing.messageId(), missing.indexes());
            }
        } catch (MalformedException malformed) {
            counterpart.counts().refused("control-malformed");
            LOG.warn("link control of {} cannot be read: {}", counterpart.key(), malformed.getMessage());
        }
    }

    private static void refused(Counterpart counterpart, Judgement.Refused refused) {
        counterpart.counts().refused(refused.reason().code());
        counterpart.note(Verdict.of(
                        Check.AUTHENTICATION,
                        Ruling.REFUSED,
                        "message",
                        refused.reason().code())
                .with("route", "2a")
                .with("digest", refused.digest().hex())
                .with("detail", refused.detail()));
        LOG.info(
                "what came through the meter of {} is dropped: {} {}",
                counterpart.key(),
                refused.reason().code(),
                refused.detail());
    }
}
