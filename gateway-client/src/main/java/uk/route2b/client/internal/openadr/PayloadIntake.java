package uk.route2b.client.internal.openadr;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.internal.session.CemState;
import uk.route2b.client.internal.session.Effect;
import uk.route2b.client.internal.session.Inbox;
import uk.route2b.client.internal.session.InboxEntry;
import uk.route2b.client.internal.session.PayloadDesk;
import uk.route2b.client.internal.session.Timekeeper;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;

/**
 * Decides about a payload of the VTN: parse and correlate, then keep it for its VEN.
 *
 * <p>A list of events always holds all events of a VEN, so only the newest counts: an older one that comes late is
 * answered as superseded, and one that still waits goes when a newer one comes.
 */
public final class PayloadIntake implements Effect.Decision {
    private final Vens vens;
    private final ClientLimits limits;
    private final Optional<Duration> dispatchAge;
    private final Timekeeper time;
    private final PayloadDesk desk;

    /** @param dispatchAge how old a list of events may be; empty for any age */
    public PayloadIntake(
            Vens vens, ClientLimits limits, Optional<Duration> dispatchAge, Timekeeper time, PayloadDesk desk) {
        this.vens = vens;
        this.limits = limits;
        this.dispatchAge = dispatchAge;
        this.time = time;
        this.desk = desk;
    }

    @Override
    public Optional<Effect> decide(SignedMessage message, CemState state) {
        try {
            Content content = Content.read(message.content());
            if (!PrivateMessageCode.OPENADR.carries(message.header().cra(), content.format())) {
                return Optional.of(Effect.refused("format"));
            }
            OpenAdrExchange exchange = OpenAdrExchange.read(content, limits.messageOctets());
            PayloadHead head = PayloadReader.DEFAULT.read(exchange.body());
            return decide(message.header().counter(), exchange, head, state);
        } catch (MalformedException malformed) {
            return Optional.of(Effect.refused(malformed.reason().code()));
        }
    }

    private Optional<Effect> decide(long counter, OpenAdrExchange exchange, PayloadHead head, CemState state) {
        Optional<Effect> refusal = refusal(counter, exchange, head, state);
        if (refusal.isPresent()) {
            return refusal;
        }
        boolean full = state.inbox().entries().size() >= limits.waitingPayloads()
                || state.inbox().octets() + exchange.body().size() > limits.waitingOctets();
        return full ? Optional.empty() : Optional.of(stored(counter, exchange, head, state));
    }

    private Optional<Effect> refusal(long counter, OpenAdrExchange exchange, PayloadHead head, CemState state) {
        if (!head.message().map(OpenAdrMessage::sentByVtn).orElse(true)) {
            return Optional.of(Effect.refused("direction"));
        }
        Optional<String> ven = vens.refusal(exchange.ven());
        if (ven.isPresent()) {
            return ven.map(Effect::refused);
        }
        if (!isEvents(head)) {
            return Optional.empty();
        }
        if (Long.compareUnsigned(counter, newest(exchange, state)) < 0) {
            return Optional.of(Effect.only(ReceiptStatus.SUPERSEDED, ""));
        }
        return isTooOld(counter) ? Optional.of(Effect.only(ReceiptStatus.EXPIRED, "age")) : Optional.empty();
    }

    private long newest(OpenAdrExchange exchange, CemState state) {
        return state.newestEvents().getOrDefault(key(exchange), 0L);
    }

    /** A counter is the time of its birth; without a clock to trust nothing is too old. */
    private boolean isTooOld(long counter) {
        return dispatchAge.isPresent()
                && time.trusted().isKnown()
                && time.trusted().millis().orElseThrow() - counter
                        > dispatchAge.get().toMillis();
    }

    private Effect stored(long counter, OpenAdrExchange exchange, PayloadHead head, CemState before) {
        InboxEntry entry = Entries.of(counter, false, vens.resolve(exchange.ven()), exchange, head);
        List<Long> superseded = isEvents(head) ? before.inbox().numbers(older -> isVoid(older, entry)) : List.of();
        return new Effect(
                ReceiptStatus.STORED,
                "",
                state -> isEvents(head) ? replaced(state, entry, key(exchange), counter) : with(state, entry),
                Optional.of(exchange.body()),
                () -> hand(superseded));
    }

    private void hand(List<Long> superseded) throws IOException {
        desk.superseded(superseded);
        desk.handNewest();
    }

    private static CemState with(CemState state, InboxEntry entry) {
        return state.with(state.inbox().with(entry));
    }

    private static CemState replaced(CemState state, InboxEntry entry, String key, long counter) {
        Inbox fewer = state.inbox().without(older -> isVoid(older, entry));
        return state.with(fewer.with(entry)).withNewestEvents(key, counter);
    }

    /** A list that came in an answer was asked for and may be the newer one, so it is handed over as well. */
    private static boolean isVoid(InboxEntry older, InboxEntry newer) {
        return !older.answer()
                && older.message().equals(newer.message())
                && older.ven().equals(newer.ven());
    }

    private String key(OpenAdrExchange exchange) {
        return vens.resolve(exchange.ven()).orElse("");
    }

    private static boolean isEvents(PayloadHead head) {
        return head.message().equals(Optional.of(OpenAdrMessage.DISTRIBUTE_EVENT));
    }
}
