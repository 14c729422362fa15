package uk.route2b.client.internal.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/** A CEM with 64 large messages signed and two large payloads waiting. Run with a heap that holds a few of them. */
final class SmallHeapProgram {
    private static final int MESSAGES = 64;
    private static final int PIECES = 50;
    /** The gateway of the test signs in the same heap, so what it sends is smaller. */
    private static final int PIECES_DOWN = 17;

    private SmallHeapProgram() {}

    /** About 3 MB of text, which zlib makes half as large. */
    private static Octets large(String message, long seed, int pieces) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        byte[] piece = new byte[30_000];
        for (int number = 0; number < pieces; number++) {
            random.nextBytes(piece);
            text.append("</requestID><requestID>").append(Octets.of(piece).hex());
        }
        return Payloads.of(message, text.toString());
    }

    public static void main(String... arguments) throws IOException {
        EngineBench bench = new EngineBench();
        bench.journal(Journal.inFolder(Path.of(arguments[0]))).open();
        bench.transport.discarding();
        for (int number = 0; number < MESSAGES; number++) {
            bench.say(OpenAdrRequest.of(large("oadrUpdateReport", number, PIECES)));
        }
        System.out.println("signed " + bench.status().counters().unanswered());
        for (int number = 0; number < 2; number++) {
            bench.push(bench.gateway.push(OpenAdrExchange.of(large("oadrCreateReport", number, PIECES_DOWN))));
        }
        long before = bench.status().counters().sent();
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(3));
        bench.greetAgain();
        System.out.println("sent again " + (bench.status().counters().sent() - before - 1));
        long read = 0;
        for (OpenAdrPayload payload : bench.listener.payloads()) {
            read += payload.body().size();
        }
        System.out.println("payloads of " + read / 1_000_000 + " MB");
    }
}
