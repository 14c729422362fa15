package uk.route2b.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.NewPayload;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadFacts;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.store.QueueOutcome;

/** So many CEMs at once, each a thread that does one message after the other as durably as the gateway does. */
final class StoreLoad {
    private static final int BODY = 1_000;
    private static final QueueLimits ROOM = new QueueLimits(1_000, 10_000_000);
    private static final Octets ANSWER = Octets.of(new byte[300]);

    /** What is done with the nth message of a CEM. */
    interface Message {
        void pass(GatewayStore store, CemKey cem, long number);
    }

    private final GatewayStore store;
    private final int cems;

    StoreLoad(GatewayStore store, int cems) {
        this.store = store;
        this.cems = cems;
    }

    /** Until the time is over; the first quarter is not counted. */
    Latencies run(Message message, Duration time) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(cems);
        try {
            long begin = System.nanoTime();
            long from = begin + time.toNanos() / 4;
            List<Callable<long[]>> work = new ArrayList<>();
            for (int cem = 0; cem < cems; cem++) {
                CemKey key = new CemKey(new EntityIdentifier(begin), new EntityIdentifier(cem));
                work.add(() -> one(message, key, from, begin + time.toNanos()));
            }
            List<long[]> nanos = new ArrayList<>();
            for (Future<long[]> done : threads.invokeAll(work)) {
                nanos.add(done.get());
            }
            return Latencies.of(nanos, System.nanoTime() - from);
        } finally {
            threads.shutdown();
        }
    }

    private long[] one(Message message, CemKey key, long from, long until) {
        LongStream.Builder nanos = LongStream.builder();
        long number = 0;
        long before = System.nanoTime();
        while (before < until) {
            number++;
            message.pass(store, key, number);
            long after = System.nanoTime();
            if (before >= from) {
                nanos.add(after - before);
            }
            before = after;
        }
        return nanos.build().toArray();
    }

    /** A message of a CEM: taken, then answered. Two commits. */
    static void up(GatewayStore store, CemKey cem, long number) {
        Octets octets = noise(cem, number);
        store.accept(
                cem,
                0,
                new AcceptedMessage(number, PrivateMessageCode.OPENADR.code(), octets.sha256(), octets, number));
        store.answer(cem, number, ANSWER);
    }

    /** A payload of a VTN: queued, signed, settled. Three commits. */
    static void down(GatewayStore store, CemKey cem, long number) {
        Octets body = noise(cem, number);
        PayloadFacts facts = new PayloadFacts("bench", "ven", false, false, OptionalLong.empty());
        QueueOutcome queued =
                store.queue(cem, new NewPayload(facts, Content.plain(ContentFormat.XML, body), number), ROOM);
        Octets octets = Octets.concat(Octets.of(new byte[40]), body, Octets.of(new byte[65]));
        store.reserve(
                cem,
                0,
                new OutgoingMessage(number, PrivateMessageCode.OPENADR, body.sha256(), octets, number),
                OptionalLong.of(((QueueOutcome.Queued) queued).payload().number()));
        store.settle(cem, 0, number, ANSWER, 0, PayloadState.DELIVERED, "");
    }

    private static Octets noise(CemKey cem, long number) {
        byte[] octets = new byte[BODY];
        new Random(Arrays.hashCode(new long[] {cem.hashCode(), number})).nextBytes(octets);
        return Octets.of(octets);
    }
}
