package uk.route2b.client.internal.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.LinkCounters;
import uk.route2b.client.LinkStatus;

/** The status as others see it: made anew after each task of the engine, told when it says something new. */
final class StatusBoard {
    private final EngineParts parts;
    private final LinkKeeper link;
    private final CandidateKeeper candidate;
    private final Outbox outbox;
    private final PayloadDesk desk;
    private volatile LinkStatus status;
    private boolean closed;

    StatusBoard(EngineParts parts, LinkKeeper link, CandidateKeeper candidate, Outbox outbox, PayloadDesk desk) {
        this.parts = parts;
        this.link = link;
        this.candidate = candidate;
        this.outbox = outbox;
        this.desk = desk;
        this.status = snapshot(LinkStatus.State.NEW);
    }

    LinkStatus status() {
        return status;
    }

    void closed() {
        closed = true;
    }

    /** On the engine's thread. */
    void publish() {
        LinkStatus before = status;
        LinkStatus now = snapshot(closed ? LinkStatus.State.CLOSED : state());
        status = now;
        boolean news = now.state() != before.state()
                || !now.reason().equals(before.reason())
                || !now.endpoint().equals(before.endpoint());
        if (news) {
            desk.status(now);
        }
    }

    /** While there is nothing but a candidate, its attempts are the link's. */
    private LinkStatus.State state() {
        LinkStatus.State kept = link.state();
        Link tried = candidate.link();
        if (kept != LinkStatus.State.NO_CONFIGURATION || tried == null) {
            return kept;
        }
        return tried.isGreeting() ? LinkStatus.State.GREETING : LinkStatus.State.DIALLING;
    }

    private LinkStatus snapshot(LinkStatus.State state) {
        CemState held = parts.keeper().state();
        Link current = link.link();
        boolean open = current != null && current.isOpen();
        return new LinkStatus(
                state,
                reason(state),
                link.endpoint().or(() -> endpoint(candidate.link())),
                held.epoch(),
                held.configurations().version(),
                open ? Optional.of("2b") : outbox.isFallenBack() ? Optional.of("2a") : Optional.empty(),
                counters(held),
                held.restored());
    }

    private String reason(LinkStatus.State state) {
        if (parts.keeper().isInDoubt()) {
            return Loop.JOURNAL;
        }
        return state == LinkStatus.State.NO_CONFIGURATION ? candidate.reason() : link.reason();
    }

    private static Optional<java.net.URI> endpoint(@Nullable Link tried) {
        return tried == null ? Optional.empty() : Optional.of(tried.endpoint());
    }

    private LinkCounters counters(CemState held) {
        Tally tally = parts.tally();
        return new LinkCounters(
                held.sent().last(),
                held.received().highestAccepted(),
                held.sent().floor(),
                held.received().memory().floor(),
                held.outgoing().size(),
                outbox.queued(),
                held.inbox().entries().size(),
                tally.sent(),
                tally.received(),
                tally.repeated(),
                tally.refused(),
                tally.alarms(),
                tally.dials(),
                tally.fragmentsRead(),
                tally.alertsSent(),
                tally.givenUp(),
                tally.damaged(),
                tally.sentByMeter(),
                tally.receivedByMeter(),
                tally.doubted());
    }
}
