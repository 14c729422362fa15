package uk.route2b.client.internal.session;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.internal.keys.CertificationRequestWriter;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Asks the DSRSP's link authority for a TLS certificate, for the first time and before the last one expires (design
 * section 7). The request is a message like others: signed and stored once, sent by 2b, or by 2a where there is no
 * link.
 */
final class EnrolmentDesk {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentDesk.class);
    private static final int DER_MOST = 8 * 1024;
    /** Between two looks; on 2a a request without an answer goes again so often. */
    private static final Duration LOOK = Duration.ofHours(1);
    /** After a refusal; a new configuration may ask at once. */
    private static final Duration REFUSED = Duration.ofDays(1);

    private final EngineParts parts;
    private final MessageWriter writer;
    private final Surroundings around;
    private EngineThread.Timer timer = EngineThread.Timer.NONE;
    private boolean otherFirst;
    private boolean quiet;
    private long quietSinceNanos;
    private Duration quietFor = Duration.ZERO;
    private boolean stopped;

    EnrolmentDesk(EngineParts parts, MessageWriter writer, Surroundings around) {
        this.parts = parts;
        this.writer = writer;
        this.around = around;
    }

    /** What it needs of the engine. */
    interface Surroundings {
        boolean hasLink();

        boolean hasMeter();

        void byLink(Octets message) throws IOException;

        /** By 2a under an id that is stored already. */
        void byMeter(Octets message, int messageId) throws IOException;

        /** There is a certificate, and nothing else to wait for. */
        void issued() throws IOException;

        /** There will be none. */
        void refused(String reason) throws IOException;
    }

    private CemState state() {
        return parts.keeper().state();
    }

    private Enrolment enrolment() {
        return state().credentials().enrolment();
    }

    private Instant now() {
        return parts.time().validity(state().time());
    }

    private boolean isWanted() {
        Configurations held = state().configurations();
        return isEnrol(held.candidate()) || isEnrol(held.inForce());
    }

    private static boolean isEnrol(Optional<LinkConfiguration> configuration) {
        return configuration
                .filter(each -> each.certificate() == CemCertificate.ENROL)
                .isPresent();
    }

    /** The key to show for {@code configuration}; empty for the device's own. */
    Optional<TlsKey> keyFor(LinkConfiguration configuration) {
        return configuration.certificate() == CemCertificate.ENROL
                ? enrolment().shown(now(), otherFirst)
                : Optional.empty();
    }

    /** Whether {@code configuration} can be dialled now. */
    boolean isReady(LinkConfiguration configuration) {
        return configuration.certificate() != CemCertificate.ENROL
                || keyFor(configuration).isPresent();
    }

    /** The gateway did not accept what was shown: another time the other certificate, where there are two. */
    void notAccepted() {
        otherFirst = !otherFirst;
    }

    /** Looks whether a certificate is due, now and from time to time. */
    void look() throws IOException {
        timer.cancel();
        if (stopped || !isWanted() || parts.keeper().isInDoubt()) {
            return;
        }
        timer = parts.loop().after(LOOK, this::look);
        if (isQuiet()) {
            return;
        }
        Optional<Long> waiting = waiting();
        if (waiting.isPresent()) {
            again(waiting.get());
        } else if (enrolment().isDue(now()) && mayAsk()) {
            ask();
        }
    }

    /** The same for a configuration that is new: whatever became of an earlier request. */
    void lookAtOnce() throws IOException {
        quiet = false;
        look();
    }

    private boolean isQuiet() {
        long passed = parts.time().monotonicNanos() - quietSinceNanos;
        return quiet && passed < quietFor.toNanos();
    }

    private void keepQuiet(Duration time) {
        quiet = true;
        quietSinceNanos = parts.time().monotonicNanos();
        quietFor = time;
    }

    void stop() {
        stopped = true;
        timer.cancel();
    }

    private Optional<Long> waiting() {
        return enrolment().request().stream()
                .boxed()
                .filter(counter -> state().outgoing().containsKey(counter))
                .findFirst();
    }

    private boolean mayAsk() {
        return parts.time().maySign() && state().sent().window().isOpen() && (around.hasLink() || around.hasMeter());
    }

    private void ask() throws IOException {
        TlsKey key =
                enrolment().next().filter(next -> next.certificate().isEmpty()).orElseGet(TlsKey::fresh);
        long counter = writer.nextCounter();
        Octets request = CertificationRequestWriter.write(key.open(), key.secret());
        SignedMessage message =
                writer.message(counter, PrivateMessageCode.CREDENTIALS, Content.plain(ContentFormat.DER, request));
        boolean byLink = around.hasLink();
        OutgoingEntry entry = new OutgoingEntry(message.digest(), Optional.empty(), true, OptionalInt.empty());
        CemState before = state();
        int messageId = before.tunnelMessage();
        CemState asked = before.signed(counter, byLink ? entry : entry.inTunnel(messageId))
                .with(before.credentials().with(enrolment().asking(key, counter)));
        parts.keeper()
                .commit(
                        byLink ? asked : asked.withTunnelMessageUsed(),
                        Map.of(OutgoingEntry.body(counter), message.octets()));
        keepQuiet(LOOK);
        LOG.info("credentials: asking for a TLS certificate by {}", byLink ? "2b" : "2a");
        if (byLink) {
            around.byLink(message.octets());
        } else {
            around.byMeter(message.octets(), messageId);
        }
    }

    /** On a link that opens it goes again with all that is unanswered. */
    private void again(long counter) throws IOException {
        OutgoingEntry entry = state().outgoing().get(counter);
        if (entry == null
                || around.hasLink()
                || !around.hasMeter()
                || entry.tunnelMessage().isEmpty()) {
            return;
        }
        keepQuiet(LOOK);
        around.byMeter(
                parts.keeper().body(OutgoingEntry.body(counter)),
                entry.tunnelMessage().getAsInt());
    }

    /** The answer to a request: a certificate, or a receipt that refuses. */
    void settle(SignedMessage answer) throws IOException {
        long counter = answer.header().counter();
        CemState settled = state().settled(counter);
        String reason;
        try {
            Content content = Content.read(answer.content());
            if (content.format() == ContentFormat.DER) {
                SmkiCertificate certificate = SmkiCertificate.ofDer(content.plainBody(DER_MOST));
                Optional<String> wrong = wrong(certificate);
                if (wrong.isEmpty()) {
                    issued(settled, certificate.x509());
                    return;
                }
                reason = wrong.get();
            } else {
                reason = Receipt.read(content.body()).detail();
            }
        } catch (MalformedException malformed) {
            reason = malformed.reason().code();
        }
        refused(settled, reason);
    }

    private Optional<String> wrong(SmkiCertificate certificate) {
        Optional<TlsKey> asked = enrolment().next();
        boolean sameKey = asked.filter(key ->
                        key.publicKey().equals(Octets.of(certificate.publicKey().getEncoded())))
                .isPresent();
        if (!sameKey) {
            return Optional.of("other-key");
        }
        Optional<CertificateRefusal> refusal =
                new CemCertificateRules(parts.record().anchors()).judge(List.of(certificate.x509()), now());
        if (refusal.isPresent()) {
            return refusal.map(CertificateRefusal::code);
        }
        boolean ours = certificate.entity().equals(Optional.of(parts.record().cem()));
        return ours ? Optional.empty() : Optional.of(CertificateRefusal.WRONG_ENTITY.code());
    }

    private void issued(CemState settled, X509Certificate certificate) throws IOException {
        Credentials credentials = settled.credentials();
        parts.keeper()
                .commit(settled.with(credentials.with(credentials.enrolment().issued(certificate))));
        otherFirst = false;
        LOG.info(
                "credentials: a TLS certificate until {}",
                certificate.getNotAfter().toInstant());
        around.issued();
    }

    private void refused(CemState settled, String reason) throws IOException {
        Credentials credentials = settled.credentials();
        parts.keeper()
                .commit(settled.with(credentials.with(credentials.enrolment().refused())));
        keepQuiet(REFUSED);
        LOG.warn("credentials: no TLS certificate, {}", reason);
        around.refused("enrol: " + reason);
    }
}
