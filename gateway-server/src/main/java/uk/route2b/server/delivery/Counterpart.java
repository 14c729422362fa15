package uk.route2b.server.delivery;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.schedule.Lane;

/**
 * One CEM as the gateway deals with it, over whatever route. All that concerns it runs in its lane; only what says so
 * may be called from elsewhere.
 */
public final class Counterpart {
    private final CemKey key;
    private final Dsrsp dsrsp;
    private final Cem cem;
    private final CurrentStates states;
    private final Lane lane;
    private final Ledger ledger;
    private final UplinkRoom uplinkRoom;
    private final Absence absence;
    private final Checks checks;
    private final CemCounts counts = new CemCounts();
    private final Sending sending = new Sending();
    private final WaitingVtns vtns = new WaitingVtns();
    private final UnansweredRequests requests = new UnansweredRequests();
    private final Map<String, ForwardQueue> forwards = new HashMap<>();
    private volatile @Nullable OpenLink link;

    /** @param states those of all CEMs as they are now */
    Counterpart(
            CemKey key,
            Dsrsp dsrsp,
            Cem cem,
            CurrentStates states,
            Lane lane,
            UplinkRoom uplinkRoom,
            Absence absence,
            Checks checks,
            Ledgers ledgers) {
        this.states = states;
        this.key = key;
        this.dsrsp = dsrsp;
        this.cem = cem;
        this.lane = lane;
        this.uplinkRoom = uplinkRoom;
        this.absence = absence;
        this.checks = checks;
        this.ledger = ledgers.of(key, dsrsp, this::superseded);
    }

    /** Makes the ledger of a counterpart. */
    @FunctionalInterface
    interface Ledgers {
        /**
         * Makes one.
         *
         * @param superseded told when another session turns out to have begun
         */
        Ledger of(CemKey key, Dsrsp dsrsp, Runnable superseded);
    }

    /** From any thread. */
    public CemKey key() {
        return key;
    }

    /** From any thread. */
    public Dsrsp dsrsp() {
        return dsrsp;
    }

    /** From any thread. */
    public Cem cem() {
        return cem;
    }

    /** Its state as it is now, which an operator may have changed since the start. From any thread. */
    public CemStatus status() {
        return states.of(key).orElse(cem.status());
    }

    /** Whether it may have a link and send by either route. From any thread. */
    public boolean isActive() {
        return states.isActive(key);
    }

    /**
     * The keys that its messages may be signed with now.
     *
     * @param shown the certificate that it showed in TLS, which counts where the register lists none for its messages
     */
    public List<PublicKey> messageKeys(Optional<X509Certificate> shown) {
        return cem.messageCertificates().isEmpty()
                ? shown.filter(certificate -> !states.isRevoked(certificate)).stream()
                        .map(X509Certificate::getPublicKey)
                        .toList()
                : states.messageKeys(cem);
    }

    /** From any thread. */
    public Lane lane() {
        return lane;
    }

    /** From any thread. */
    public CemCounts counts() {
        return counts;
    }

    /** From any thread. */
    public Checks checks() {
        return checks;
    }

    /** Writes a verdict about this CEM into the audit. From any thread. */
    public void note(Verdict verdict) {
        checks.audit().note(verdict.about(key));
        if (verdict.ruling() == Ruling.REFUSED) {
            count("up", Threshold.REFUSAL, 0);
        }
    }

    /** Counts something against the thresholds; what is to be done with it where it is too much. From any thread. */
    public Optional<Breach> count(String direction, String kind, long octets) {
        Optional<Breach> breach =
                checks.anomalies().flatMap(anomalies -> anomalies.count(key, direction, kind, octets));
        if (breach.equals(Optional.of(Breach.CLOSE))) {
            link().ifPresent(open -> open.close(CloseCode.QUARANTINED, "threshold"));
        }
        return breach.filter(what -> what != Breach.WARN);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The welcomed link, if there is one. From any thread. */
    public Optional<OpenLink> link() {
        return Optional.ofNullable(link);
    }

    /** Makes {@code newer} the CEM's link; an older one is closed with 4001. */
    public void attach(OpenLink newer) {
        OpenLink older = link;
        link = newer;
        if (older != null) {
            counts.takenOver();
            older.close(CloseCode.SUPERSEDED, CloseCode.SUPERSEDED.word());
        }
    }

    /** Forgets a link that has closed, unless another one has taken its place. */
    public void detach(long linkId) {
        OpenLink current = link;
        if (current != null && current.id() == linkId) {
            link = null;
            absence.begin();
        }
    }

    /**
     * Whether it has been without a link for as long as its link configuration says, so that what is urgent goes by 2a
     * if it has a meter. From any thread.
     */
    public boolean isFallenBack() {
        Duration patience = Duration.ofSeconds(dsrsp.offer().timers().fallbackAfterSeconds());
        return link == null && isActive() && cem.meter().isPresent() && absence.lasts(patience);
    }

    /** Lets another node take what comes through the meter once a link has not come back at once; in the lane. */
    void releaseAfter(Duration time) {
        if (link == null && absence.lasts(time)) {
            ledger.release();
        }
    }

    /** What the CEM reads, as far as it has said so. */
    public Capabilities reads() {
        return link().map(OpenLink::reads).orElse(Capabilities.ALL);
    }

    /** Sends by 2b if there is a link; whatever is not sent is stored and goes when the CEM comes or asks again. */
    public void sendByLink(Octets signed) {
        link().ifPresent(open -> open.send(signed));
    }

    /** The welcomed link, while its session is the newest that the store knows; in the lane. */
    Optional<OpenLink> session() {
        Optional<OpenLink> open = link();
        if (open.isPresent() && open.get().epoch() != ledger.state().epoch()) {
            superseded();
        }
        return link();
    }

    /**
     * Another session has begun, on this node or another one: ours is over (design section 8). It is forgotten at once,
     * so that nothing is signed for it under the epoch of the other.
     */
    private void superseded() {
        Optional<OpenLink> over = link();
        link = null;
        over.ifPresent(ignored -> absence.begin());
        over.ifPresent(open -> open.close(CloseCode.SUPERSEDED, CloseCode.SUPERSEDED.word()));
    }

    Sending sending() {
        return sending;
    }

    WaitingVtns vtns() {
        return vtns;
    }

    UnansweredRequests requests() {
        return requests;
    }

    UplinkRoom uplinkRoom() {
        return uplinkRoom;
    }

    /** Octets of its requests that have no answer of their VTN yet. */
    public long requestOctets() {
        return uplinkRoom.octets();
    }

    ForwardQueue forwards(String ven) {
        return forwards.computeIfAbsent(ven, ignored -> new ForwardQueue());
    }
}
