package uk.route2b.server.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;

/** A sequence of calls that a seed decides. What is sensible is asked of the model, and some of it is not. */
final class RandomCalls {
    static final List<CemKey> KEYS = List.of(
            key("90B3D51F30010008", "00DB1234567890C1"),
            key("90B3D51F30010008", "00DB1234567890C2"),
            key("90B3D51F30020008", "00DB1234567890C1"));

    /** Every outcome that has to have happened, method by method. */
    static final Set<String> OUTCOMES = new TreeSet<>(List.of(
            "load done",
            "greet begun",
            "greet old",
            "accept DONE",
            "accept STALE",
            "accept fault",
            "acceptAnswered DONE",
            "acceptAnswered STALE",
            "acceptHeld DONE",
            "acceptHeld STALE",
            "acceptHeld fault",
            "heldMessages some",
            "heldMessages none",
            "countHeldMessages done",
            "decideHeldMessage some",
            "decideHeldMessage none",
            "answer true",
            "answer false",
            "answer fault",
            "storedAnswer some",
            "storedAnswer none",
            "claim some",
            "release DONE",
            "release STALE",
            "alive done",
            "noLinks done",
            "inTunnel some",
            "inTunnel none",
            "urgent done",
            "note DONE",
            "note STALE",
            "note fault",
            "reserve DONE",
            "reserve STALE",
            "reserve GONE",
            "reserve fault",
            "use DONE",
            "use STALE",
            "use fault",
            "settle DONE",
            "settle STALE",
            "settle fault",
            "giveUp DONE",
            "giveUp STALE",
            "giveUp fault",
            "unanswered done",
            "settledBy some",
            "settledBy none",
            "tunnelId done",
            "tunnelId fault",
            "nextTunnelId done",
            "nextSupplierCounter done",
            "countDispatch counted",
            "countDispatch held",
            "countDispatch nothing",
            "keepTraffic done",
            "traffic some",
            "traffic none",
            "dispatchList some",
            "dispatchList none",
            "hold true",
            "hold false",
            "held some",
            "held none",
            "release true",
            "release false",
            "drop true",
            "drop false",
            "begun some",
            "begunByLost some",
            "begunByLost none",
            "check done",
            "newestMillis done",
            "queue Queued",
            "queue Superseding",
            "queue Joined",
            "queue queue-payloads",
            "queue queue-octets",
            "unsent some",
            "unsent none",
            "content some",
            "content none",
            "payload some",
            "payload none",
            "payloadOf some",
            "payloadOf none",
            "told done",
            "withdraw true",
            "withdraw false",
            "expire EXPIRED",
            "expire UNKNOWN",
            "expire none",
            "withUnsent done",
            "unsentOctets done",
            "deadLetters some",
            "payloadCounts done",
            "prune touched",
            "prune none",
            "audit some",
            "transcript some",
            "restored done",
            "doubt some",
            "doubt none",
            "startMove done",
            "beginMoves some",
            "beginMoves none",
            "turnsHere some",
            "turnsHere none",
            "credentialAnswered done",
            "moveTarget some",
            "moveTarget none",
            "moves some",
            "stopMove true",
            "stopMove false",
            "openMoves some",
            "openMoves none",
            "move some",
            "move none",
            "movedCems some",
            "movedCems none",
            "changeStatus true",
            "changeStatus false",
            "statuses done",
            "reopen done"));

    private static final int WEEK_MILLIS = 7 * 24 * 3_600_000;
    private static final KeyIdentifier SIGNER = KeyIdentifier.parse("4E5ED7D3AB43485C");
    private static final Retention RETENTION = new Retention(Duration.ofHours(10), Duration.ofHours(40));

    private final Random random;
    private final SideBySide stores;
    private long nowMillis = 1_795_000_000_000L;
    private long payloads;
    private int newestTunnelId;

    RandomCalls(long seed, Function<java.time.InstantSource, SideBySide> stores) {
        this.random = new Random(seed);
        this.stores = stores.apply(() -> Instant.ofEpochMilli(nowMillis));
    }

    private static CemKey key(String dsrsp, String cem) {
        return new CemKey(EntityIdentifier.parse(dsrsp), EntityIdentifier.parse(cem));
    }

    SideBySide run(int calls) throws Exception {
        emptyReads();
        for (int call = 0; call < calls; call++) {
            nowMillis += random.nextInt(120_000);
            step(KEYS.get(random.nextInt(KEYS.size())));
            if (call % 20 == 19) {
                stores.compareAll(KEYS);
            }
        }
        stores.compareAll(KEYS);
        return stores;
    }

    /** What may not be empty any more once calls have been made. */
    private void emptyReads() {
        stores.call("doubt", GatewayStore::doubt, RandomCalls::some);
        stores.call("openMoves", GatewayStore::openMoves, RandomCalls::some);
        stores.call("prune", this::pruned, RandomCalls::touched);
    }

    private static String touched(boolean touched) {
        return touched ? "touched" : "none";
    }

    private void step(CemKey key) throws Exception {
        int dice = random.nextInt(1000);
        if (dice < 200) {
            takes(key);
        } else if (dice < 330) {
            queue(key);
        } else if (dice < 480) {
            signs(key);
        } else if (dice < 600) {
            settles(key);
        } else if (dice < 700) {
            outbox(key);
        } else if (dice < 760) {
            sessions(key);
        } else if (dice < 985) {
            reads(key);
        } else {
            upkeep();
        }
    }

    /** Mostly the epoch that is stored. */
    private long epoch(CemKey key) {
        long epoch = stores.model().load(key).epoch();
        return random.nextInt(12) == 0 ? epoch + (random.nextBoolean() ? 1 : -1) : epoch;
    }

    private void takes(CemKey key) {
        long epoch = epoch(key);
        long highest = stores.model().load(key).received().memory().highestAccepted();
        long counter =
                random.nextInt(10) == 0 ? Math.max(1, highest - random.nextInt(4)) : highest + 1 + random.nextInt(3);
        AcceptedMessage message = message(counter);
        switch (random.nextInt(6)) {
            case 0, 1 ->
                stores.call("accept " + key + counter, store -> store.accept(key, epoch, message), Fence::name);
            case 2 -> {
                String reason = random.nextBoolean() ? "" : "direction";
                Octets answer = octets("answer", 300);
                stores.call(
                        "acceptAnswered " + key + counter,
                        store -> store.acceptAnswered(key, epoch, message, answer, reason),
                        Fence::name);
            }
            case 3 -> {
                Octets answer = octets("answer", 300);
                String kind = "kind " + random.nextInt(3);
                stores.call(
                        "acceptHeld " + key + counter,
                        store -> store.acceptHeld(key, epoch, message, answer, "threshold", kind),
                        Fence::name);
                decide();
            }
            default -> {
                Octets answer = octets("answer", 300);
                long open = stores.model().load(key).received().memory().messages().stream()
                        .filter(remembered -> !remembered.isAnswered() || random.nextInt(20) == 0)
                        .mapToLong(remembered -> remembered.counter())
                        .findFirst()
                        .orElse(highest + 1);
                stores.call("answer " + key + open, store -> store.answer(key, open, answer), String::valueOf);
            }
        }
    }

    /** About every second message that is held is decided, now and then one that is not, or is no more. */
    private void decide() {
        long newest = stores.model().heldMessages(Long.MAX_VALUE, 1).stream()
                .mapToLong(HeldMessage::number)
                .findFirst()
                .orElse(1);
        long number = Math.max(1, newest - random.nextInt(6));
        stores.call("heldMessages " + number, store -> store.heldMessages(number, 3), RandomCalls::some);
        stores.call("countHeldMessages", GatewayStore::countHeldMessages, count -> "done");
        if (random.nextInt(2) == 0) {
            stores.call("decideHeldMessage " + number, store -> store.decideHeldMessage(number), RandomCalls::some);
        }
    }

    private void queue(CemKey key) {
        String kind = random.nextInt(3) == 0 ? "oadrCreateReport" : "oadrDistributeEvent";
        OptionalLong expires =
                random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(nowMillis + random.nextInt(3_000_000));
        Octets body = Octets.ofText("body " + random.nextInt(12) + " ".repeat(random.nextInt(3) * 400));
        NewPayload payload = new NewPayload(
                new PayloadFacts(
                        kind,
                        "ven-" + random.nextInt(2),
                        random.nextBoolean(),
                        kind.length() > 16 && random.nextInt(3) == 0,
                        expires),
                Content.plain(ContentFormat.XML, body),
                nowMillis);
        QueueLimits limits = new QueueLimits(1 + random.nextInt(8), 400 + random.nextInt(3000));
        stores.call("queue " + key + body, store -> store.queue(key, payload, limits), outcome -> {
            if (outcome instanceof QueueOutcome.Queued queued) {
                payloads = Math.max(payloads, queued.payload().number());
                return queued.replaced().isEmpty() ? "Queued" : "Superseding";
            }
            return outcome instanceof QueueOutcome.Full full ? full.reason() : "Joined";
        });
    }

    private void signs(CemKey key) {
        CemState state = stores.model().load(key);
        long epoch = epoch(key);
        long counter = state.sent().last() + (random.nextInt(15) == 0 ? 0 : 1 + random.nextInt(3));
        if (random.nextInt(5) == 0 || !state.sent().window().isOpen()) {
            stores.call("use " + key + counter, store -> store.use(key, epoch, counter), Fence::name);
            return;
        }
        Optional<PayloadRecord> next = stores.model().unsent(key, 1).stream().findFirst();
        OptionalLong payload = next.isPresent() && random.nextInt(4) > 0
                ? OptionalLong.of(next.get().number())
                : random.nextInt(3) == 0 ? OptionalLong.of(anyPayload()) : OptionalLong.empty();
        Octets body = payload.isPresent()
                ? stores.model().content(payload.getAsLong()).map(Content::body).orElse(Octets.EMPTY)
                : octets("own", 200);
        Octets whole = Octets.concat(octets("head", 40), body, octets("tail", 64));
        OutgoingMessage message =
                new OutgoingMessage(counter, PrivateMessageCode.OPENADR, whole.sha256(), whole, nowMillis);
        stores.call(
                "reserve " + key + counter + payload,
                store -> store.reserve(key, epoch, message, payload),
                Fence::name);
    }

    private void settles(CemKey key) {
        long epoch = epoch(key);
        long counter = oursOrNone(key);
        if (random.nextInt(4) == 0) {
            stores.call(
                    "giveUp " + key + counter, store -> store.giveUp(key, epoch, counter, "below-floor"), Fence::name);
            return;
        }
        Octets answer = octets("receipt", 200);
        PayloadState outcome = List.of(
                        PayloadState.DELIVERED,
                        PayloadState.DELIVERED,
                        PayloadState.REFUSED,
                        PayloadState.HELD,
                        PayloadState.IN_DOUBT,
                        PayloadState.SUPERSEDED,
                        PayloadState.EXPIRED)
                .get(random.nextInt(7));
        long version = random.nextInt(3);
        stores.call(
                "settle " + key + counter + outcome,
                store -> store.settle(key, epoch, counter, answer, version, outcome, outcome.name()),
                Fence::name);
    }

    private long oursOrNone(CemKey key) {
        List<OutgoingMessage> waiting = stores.model().unanswered(key);
        return waiting.isEmpty() || random.nextInt(15) == 0
                ? random.nextInt(50)
                : waiting.get(random.nextInt(waiting.size())).counter();
    }

    private void outbox(CemKey key) {
        long number = anyPayload();
        switch (random.nextInt(8)) {
            case 0 ->
                stores.call(
                        "told " + number,
                        store -> {
                            store.told(number);
                            return true;
                        },
                        done -> "done");
            case 1 -> stores.call("withdraw " + number, store -> store.withdraw(number, "deadline"), String::valueOf);
            case 2 -> {
                int most = 1 + random.nextInt(3);
                stores.call("expire", store -> store.expire(nowMillis, most), expired -> {
                    expired.forEach(payload -> stores.count("expire " + payload.state()));
                    return expired.isEmpty() ? "none" : "some";
                });
            }
            case 4 -> stores.call("urgent", store -> store.urgent(100), found -> "done");
            case 5 -> {
                int id = random.nextBoolean() ? newestTunnelId : random.nextInt(4);
                stores.call(
                        "inTunnel " + key + id,
                        store -> store.inTunnel(key, id),
                        counter -> counter.isPresent() ? "some" : "none");
            }
            default ->
                stores.call("tunnelId " + key, store -> store.tunnelId(key, lastOurs(key)), id -> {
                    newestTunnelId = id;
                    return "done";
                });
        }
    }

    private long lastOurs(CemKey key) {
        return stores.model().load(key).sent().last();
    }

    private long anyPayload() {
        return payloads == 0 ? 1 : 1 + random.nextInt((int) payloads);
    }

    private void sessions(CemKey key) {
        CemState state = stores.model().load(key);
        long epoch = epoch(key);
        long control = state.received().highestLinkControl() + random.nextInt(5);
        switch (random.nextInt(8)) {
            case 3 -> {
                Claim purpose = random.nextBoolean() ? Claim.SEND : Claim.TAKE;
                stores.call(
                        "claim " + key + purpose,
                        store -> store.claim(key, purpose),
                        claimed -> claimed.isPresent() ? "some" : "none");
            }
            case 4 -> {
                long maybeOld = Math.max(0, epoch - random.nextInt(2));
                stores.call("release " + key, store -> store.release(key, maybeOld), Fence::name);
            }
            case 5 ->
                stores.call(
                        "alive",
                        store -> {
                            store.alive();
                            return "";
                        },
                        nothing -> "done");
            case 6 ->
                stores.call(
                        "noLinks",
                        store -> {
                            store.noLinks();
                            return "";
                        },
                        nothing -> "done");
            case 0 -> {
                Greeting greeting = new Greeting(
                        control,
                        Math.max(0, state.received().memory().highestAccepted() - 70 + random.nextInt(60)),
                        Math.max(0, state.sent().last() - 3 + random.nextInt(5)),
                        random.nextInt(4),
                        SIGNER,
                        octets("certificate", 20));
                stores.call(
                        "greet " + key + control,
                        store -> store.greet(key, greeting),
                        begun -> begun.isPresent() ? "begun" : "old");
            }
            case 1 -> {
                long version = random.nextInt(4);
                ConfigurationReport report =
                        new ConfigurationReport(version, random.nextBoolean(), "reason " + random.nextInt(3));
                stores.call("note " + key + control, store -> store.note(key, epoch, control, report), Fence::name);
            }
            case 2 -> {
                long millis = nowMillis - random.nextInt(3) * 200_000L;
                stores.call(
                        "nextSupplierCounter " + millis,
                        store -> store.nextSupplierCounter(key.dsrsp(), millis),
                        counter -> "done");
            }
            default -> stores.call("nextTunnelId " + key, store -> store.nextTunnelId(key), id -> "done");
        }
        if (random.nextInt(2) == 0) {
            moves(key);
        }
        if (random.nextInt(4) == 0) {
            status(key);
        }
        dispatch(key);
    }

    /** What is revoked stays so, so that is rare. */
    private void status(CemKey key) {
        CemStatus status = random.nextInt(8) == 0
                ? CemStatus.REVOKED
                : CemStatus.values()[random.nextInt(CemStatus.values().length - 1)];
        stores.call(
                "changeStatus " + key + status, store -> store.changeStatus(key, status, nowMillis), String::valueOf);
        stores.call("statuses", GatewayStore::statuses, all -> "done");
    }

    private void dispatch(CemKey key) {
        long now = nowMillis / 60_000;
        long number = anyPayload();
        String ven = "ven-" + random.nextInt(2);
        stores.call("dispatchList " + key, store -> store.dispatchList(key, ven), RandomCalls::some);
        stores.call("hold " + number, store -> store.hold(number, "dispatch"), String::valueOf);
        stores.call("held", store -> store.held(number + 5, 3), RandomCalls::some);
        long any = stores.model().held(Long.MAX_VALUE, 100).stream()
                .mapToLong(PayloadRecord::number)
                .filter(held -> random.nextBoolean())
                .findFirst()
                .orElse(number);
        if (random.nextInt(3) == 0) {
            stores.call("release " + any, store -> store.release(any), String::valueOf);
        } else if (random.nextInt(3) == 0) {
            stores.call("drop " + any, store -> store.drop(any), String::valueOf);
        }
        long begins = nowMillis / 600_000 * 600_000;
        if (random.nextInt(2) == 0) {
            List<TrafficCount> counts = List.of(
                    new TrafficCount(
                            "scope " + random.nextInt(3), "any", begins, random.nextInt(9), random.nextInt(99)),
                    new TrafficCount("scope 9", "up", begins - random.nextInt(2) * 600_000L, 1, 2));
            stores.call(
                    "keepTraffic",
                    store -> {
                        store.keepTraffic(counts);
                        return true;
                    },
                    done -> "done");
        }
        stores.call("traffic " + begins, store -> store.traffic(begins), RandomCalls::some);
        DispatchChange change = new DispatchChange(
                random.nextInt(4) == 0
                        ? Optional.empty()
                        : Optional.of(new DispatchChange.VenList(ven, "list " + random.nextInt(9))),
                random.longs(random.nextInt(6), now, now + 40).boxed().toList(),
                now,
                1 + random.nextInt(3),
                random.nextInt(4) == 0);
        stores.call(
                "countDispatch " + key + change,
                store -> store.countDispatch(key, change),
                count -> !count.counted() ? "held" : count.cems() == 0 ? "nothing" : "counted");
    }

    private void moves(CemKey key) {
        long number = 1L + random.nextInt(4);
        switch (random.nextInt(9)) {
            case 0 -> {
                NewMove move = new NewMove(
                        key.dsrsp(), MoveContract.target(random.nextInt(4)), 1, List.of(key.cem()), nowMillis);
                stores.call("startMove " + key, store -> store.startMove(move), started -> "done");
            }
            case 1 ->
                stores.call(
                        "beginMoves " + number,
                        store -> store.beginMoves(number, nowMillis, 1),
                        begun -> begun.isEmpty() ? "none" : "some");
            case 2 ->
                stores.call(
                        "credentialAnswered " + key,
                        store -> {
                            store.credentialAnswered(key, SIGNER);
                            return true;
                        },
                        done -> "done");
            case 3 -> {
                long after = nowMillis - random.nextInt(WEEK_MILLIS);
                stores.call(
                        "turnsHere " + after,
                        store -> store.turnsHere(after),
                        turns -> turns.isEmpty() ? "none" : "some");
            }
            case 4 -> stores.call("moveTarget " + key, store -> store.moveTarget(key), RandomCalls::some);
            case 5 -> {
                // Of ten moves one is stopped, so that the others go on.
                long any = 1L + random.nextInt(40);
                stores.call("stopMove " + any, store -> store.stopMove(any), String::valueOf);
            }
            case 6 -> {
                stores.call("openMoves", GatewayStore::openMoves, RandomCalls::some);
                stores.call("move " + number, store -> store.move(number), RandomCalls::some);
            }
            case 7 -> {
                Optional<EntityIdentifier> after = random.nextBoolean() ? Optional.empty() : Optional.of(key.cem());
                stores.call("movedCems " + number, store -> store.movedCems(number, after, 2), RandomCalls::some);
            }
            default -> stores.call("moves", store -> store.moves(), all -> all.isEmpty() ? "none" : "some");
        }
    }

    private void reads(CemKey key) {
        long theirs = stores.model().load(key).received().memory().highestAccepted() - random.nextInt(70);
        long ours = Math.max(0, stores.model().load(key).sent().last() - random.nextInt(20));
        long number = anyPayload();
        int most = 1 + random.nextInt(5);
        switch (random.nextInt(22)) {
            case 0 -> stores.call("load " + key, store -> store.load(key), state -> "done");
            case 1 ->
                stores.call("storedAnswer " + key + theirs, store -> store.answer(key, theirs), RandomCalls::some);
            case 2 -> stores.call("unanswered " + key, store -> store.unanswered(key, ours, most), list -> "done");
            case 3, 4 -> stores.call("settledBy " + key + ours, store -> store.settledBy(key, ours), RandomCalls::some);
            case 5 -> stores.call("begun", GatewayStore::begun, RandomCalls::some);
            case 21 -> {
                long since = nowMillis - random.nextInt(WEEK_MILLIS);
                stores.call(
                        "begunByLost " + since,
                        store -> store.begunByLost(since, most),
                        lost -> lost.isEmpty() ? "none" : "some");
            }
            case 6 ->
                stores.call(
                        "check",
                        store -> {
                            store.check();
                            return true;
                        },
                        done -> "done");
            case 7 -> stores.call("newestMillis", GatewayStore::newestMillis, millis -> "done");
            case 8 -> stores.call("unsent " + key, store -> store.unsent(key, most), RandomCalls::some);
            case 9, 10 -> stores.call("content " + number, store -> store.content(number), RandomCalls::some);
            case 11, 12 ->
                stores.call("payload " + number, store -> store.payload(number + most - 1), RandomCalls::some);
            case 13 -> stores.call("payloadOf " + key + ours, store -> store.payload(key, ours), RandomCalls::some);
            case 14 -> stores.call("withUnsent", GatewayStore::withUnsent, list -> "done");
            case 15 -> stores.call("unsentOctets", GatewayStore::unsentOctets, octets -> "done");
            case 16 -> stores.call("deadLetters", store -> store.deadLetters(number + 1, most), RandomCalls::some);
            case 17 -> stores.call("payloadCounts", GatewayStore::payloadCounts, counts -> "done");
            case 18 -> stores.call("audit " + key, store -> store.audit(key, number, most), RandomCalls::some);
            case 19 -> {
                long from = nowMillis - random.nextInt(40_000_000);
                stores.call(
                        "transcript " + key,
                        store -> store.transcript(key, from, nowMillis, number, most),
                        RandomCalls::some);
            }
            default -> stores.call("doubt", GatewayStore::doubt, RandomCalls::some);
        }
    }

    private void upkeep() throws Exception {
        switch (random.nextInt(8)) {
            case 0 -> stores.reopen("node-" + random.nextInt(2));
            case 1 -> {
                if (random.nextInt(2) == 0) {
                    DoubtSpan span = new DoubtSpan(nowMillis - 1000, nowMillis);
                    stores.call(
                            "restored",
                            store -> {
                                store.restored(span);
                                return true;
                            },
                            done -> "done");
                }
            }
            default -> {
                if (random.nextBoolean()) {
                    nowMillis += Duration.ofHours(1 + random.nextInt(8)).toMillis();
                }
                stores.call("prune", this::pruned, RandomCalls::touched);
            }
        }
    }

    private boolean pruned(GatewayStore store) {
        boolean touched = false;
        while (store.prune(RETENTION, nowMillis, 7) > 0) {
            touched = true;
        }
        return touched;
    }

    private AcceptedMessage message(long counter) {
        Octets octets = octets("message", 400);
        return new AcceptedMessage(counter, PrivateMessageCode.OPENADR.code(), octets.sha256(), octets, nowMillis);
    }

    private Octets octets(String kind, int most) {
        byte[] noise = new byte[random.nextInt(most)];
        random.nextBytes(noise);
        return Octets.concat(Octets.ofText(kind + " "), Octets.of(noise));
    }

    private static String some(Object answer) {
        if (answer instanceof Optional<?> optional) {
            return optional.isPresent() ? "some" : "none";
        }
        return ((List<?>) answer).isEmpty() ? "none" : "some";
    }
}
