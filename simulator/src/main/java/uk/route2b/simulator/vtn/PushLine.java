package uk.route2b.simulator.vtn;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import uk.route2b.simulator.openadr.ExchangeLog;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.OadrService;
import uk.route2b.simulator.schedule.Schedule;

/**
 * Pushes one VEN's events, one POST at a time, so that an older list can never arrive after a newer one.
 *
 * <p>Only 200 counts as delivered, as with EPRI's VTN: 202 and 204 are tried again.
 */
final class PushLine {
    /** How often one distribution is tried before it is left to the poll. */
    static final int ATTEMPTS = 5;

    private static final int DELIVERED = 200;
    private static final int NO_ANSWER = 0;

    private final VenAccount account;
    private final URI url;
    private final Distributor distributor;
    private final Push push;
    private final Schedule schedule;
    private final ExchangeLog log;
    private final long retryMillis;
    private String trying = "";
    private int attempts;
    private boolean underWay;

    PushLine(
            VenAccount account,
            URI pushUrl,
            Distributor distributor,
            Push push,
            Schedule schedule,
            ExchangeLog log,
            long retryMillis) {
        this.account = account;
        this.url = URI.create(pushUrl + OadrService.BASE_PATH + "/" + OadrService.EVENT.path());
        this.distributor = distributor;
        this.push = push;
        this.schedule = schedule;
        this.log = log;
        this.retryMillis = retryMillis;
    }

    /** Pushes what is to be pushed, unless a push is under way; that one looks again when it is done. */
    synchronized void go() {
        if (!underWay) {
            account.toPush().ifPresent(this::attempt);
        }
    }

    private void attempt(Pending pending) {
        underWay = true;
        attempts = pending.requestId().equals(trying) ? attempts + 1 : 1;
        trying = pending.requestId();
        Message message = distributor.message(account, trying);
        long entry = log.leaves(account.venId(), message);
        push.post(url, message.octets())
                .whenComplete((status, failure) -> schedule.after(0, () -> done(entry, pending, status)));
    }

    private synchronized void done(long entry, Pending pending, @Nullable Integer status) {
        int code = status == null ? NO_ANSWER : status;
        log.answered(entry, code);
        underWay = false;
        if (code == DELIVERED) {
            account.delivered(pending.requestId());
            go();
        } else if (account.isPending(pending.requestId())) {
            failed(pending);
        } else {
            go();
        }
    }

    private void failed(Pending pending) {
        if (attempts >= ATTEMPTS) {
            account.leaveToPoll(pending.requestId());
        } else {
            schedule.after(retryMillis << (attempts - 1), this::go);
        }
    }
}
