package uk.route2b.server.operator;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.certificate.SignerCertificateRules;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Counterparts;
import uk.route2b.server.delivery.RecoveryDesk;
import uk.route2b.server.register.CemKey;

/**
 * Takes what {@code message recover} has signed with the offline key. Safe for use by several threads.
 *
 * <pre>
 * {"dsrsp":"90-B3-D5-1F-30-01-00-08","certificate":"MII…","messages":["3wkB…", …]}
 * </pre>
 */
public final class RecoveryPages {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryPages.class);
    /** Header, certificate and signature have some 600 octets. */
    private static final int MESSAGE_MOST = 8 * 1024;

    private final Counterparts counterparts;
    private final RecoveryDesk desk;
    private final Supplier<TrustAnchors> anchors;
    private final Audit audit;
    private final InstantSource clock;

    /** @param anchors those that the gateway trusts now */
    public RecoveryPages(
            Counterparts counterparts,
            RecoveryDesk desk,
            Supplier<TrustAnchors> anchors,
            Audit audit,
            InstantSource clock) {
        this.anchors = anchors;
        this.counterparts = counterparts;
        this.desk = desk;
        this.audit = audit;
        this.clock = clock;
    }

    /** Of one message: for whom it is, and a reason code if it was not stored; empty text if it was. */
    public record Taken(String cem, String reason) {}

    /**
     * What came of an order.
     *
     * @param taken how many messages are stored and will go
     * @param refused the others
     * @param error why nothing of it was looked at; empty text if it was
     */
    public record Ordered(int taken, List<Taken> refused, String error) {
        static Ordered unreadable(String why) {
            return new Ordered(0, List.of(), why);
        }
    }

    /** Takes each message for itself: those of an order that was given before are refused, and do no harm. */
    public Ordered order(Octets body) {
        try {
            JsonObject json = JsonObject.read(body);
            EntityIdentifier dsrsp = json.parsed("dsrsp", EntityIdentifier::parse);
            X509Certificate recovery = recoveryCertificate(json.parsed("certificate", RecoveryPages::base64), dsrsp);
            List<Octets> messages = json.parsedList("messages", RecoveryPages::base64);
            return ordered(messages.stream()
                    .map(octets -> take(dsrsp, octets, recovery))
                    .toList());
        } catch (MalformedException malformed) {
            return Ordered.unreadable(String.valueOf(malformed.getMessage()));
        }
    }

    private static Octets base64(String text) {
        return Octets.of(Base64.getDecoder().decode(text));
    }

    /** Which one CEMs know stands in their commissioning records; here it can only be said whose it has to be. */
    private static X509Certificate recoveryCertificate(Octets der, EntityIdentifier dsrsp) throws MalformedException {
        SmkiCertificate certificate = SmkiCertificate.ofDer(der);
        if (!certificate.entity().equals(Optional.of(dsrsp))) {
            throw new MalformedException(Malformation.JSON_FIELD, "certificate: it is not of DSRSP " + dsrsp);
        }
        return certificate.x509();
    }

    private static Ordered ordered(List<Taken> each) {
        List<Taken> refused = new ArrayList<>(each);
        refused.removeIf(taken -> taken.reason().isEmpty());
        int stored = each.size() - refused.size();
        LOG.warn("messages of the recovery key: {} stored, {} refused", stored, refused.size());
        return new Ordered(stored, List.copyOf(refused), "");
    }

    private Taken take(EntityIdentifier dsrsp, Octets octets, X509Certificate recovery) {
        try {
            SignedMessage message = new SignedMessageReader(MESSAGE_MOST).read(octets);
            String cem = message.header().target().toString();
            if (!message.header().originator().equals(dsrsp)) {
                return new Taken(cem, "originator");
            }
            return new Taken(
                    cem,
                    counterparts
                            .find(new CemKey(dsrsp, message.header().target()))
                            .map(counterpart -> inLane(counterpart, message, recovery))
                            .orElse("register"));
        } catch (MalformedException malformed) {
            return new Taken("", malformed.reason().code());
        }
    }

    private String inLane(Counterpart counterpart, SignedMessage message, X509Certificate recovery) {
        Optional<String> distrust = distrust(counterpart, recovery);
        String reason = distrust.isPresent()
                ? distrust.get()
                : CompletableFuture.supplyAsync(
                                () -> desk.take(counterpart, message, recovery.getPublicKey())
                                        .orElse(""),
                                counterpart.lane())
                        .join();
        audit.note(Verdict.of(
                        Check.OPERATOR,
                        reason.isEmpty() ? Ruling.ORDERED : Ruling.REFUSED,
                        "recovery",
                        reason.isEmpty() ? "taken" : reason)
                .with("cem", counterpart.key().toString())
                .with("counter", Long.toUnsignedString(message.header().counter()))
                .with("digest", message.digest().hex()));
        return reason;
    }

    /**
     * A CEM takes nothing of a key whose certificate its commissioning would have refused. That it has run out since
     * does not matter there, so it does not here.
     */
    private Optional<String> distrust(Counterpart counterpart, X509Certificate recovery) {
        Instant end = recovery.getNotAfter().toInstant();
        Instant now = clock.instant();
        return new SignerCertificateRules(anchors.get())
                .judge(List.of(recovery), counterpart.key().dsrsp(), now.isAfter(end) ? end : now)
                .map(refusal -> "recovery-" + refusal.code());
    }
}
