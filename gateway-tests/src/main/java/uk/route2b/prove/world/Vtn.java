package uk.route2b.prove.world;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.prove.book.Ledger;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.LoopbackServer;
import uk.route2b.simulator.http.Request;

/** The VTN: notes each request as it has come, and answers after a while with a mark that is new each time. */
final class Vtn implements AutoCloseable {
    private static final int BODY_MOST = 64 * 1024;
    private static final int ANSWER_WITHIN_MILLIS = 40;
    private static final String XML = "application/xml; charset=UTF-8";

    private final Ledger ledger;
    private final Random random;
    private final AtomicLong marks = new AtomicLong();
    private final LoopbackServer server;

    Vtn(Ledger ledger, Random random) throws IOException {
        this.ledger = ledger;
        this.random = random;
        this.server = LoopbackServer.start(0, BODY_MOST, this::answer);
    }

    int port() {
        return server.port();
    }

    private CompletionStage<Answer> answer(Request request) {
        String xml = request.body().text();
        String mark = "M" + marks.incrementAndGet();
        ledger.arrived(Payloads.id(xml).orElse("?"), Payloads.ven(xml).orElse("?"), mark);
        Executor whenDue = CompletableFuture.delayedExecutor(delay(), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> new Answer(200, XML, Octets.ofText(Payloads.answer(mark))), whenDue);
    }

    private synchronized long delay() {
        return random.nextInt(ANSWER_WITHIN_MILLIS);
    }

    @Override
    public void close() {
        server.close();
    }
}
