package uk.route2b.cem.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.PayloadReader;

/**
 * Posts payloads to a VEN that listens, as its VTN would: the oldest first, one at a time, each until the VEN has
 * answered 200. A poll may take what waits between two tries. One thread, which may block.
 */
final class LocalPush implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPush.class);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final long AGAIN_FIRST_MILLIS = 1_000;
    private static final long AGAIN_MOST_MILLIS = 60_000;
    private static final int ANSWER_MOST = 1024 * 1024;
    private static final int OK = 200;
    private static final int LATER = 503;

    private final VenDoor door;
    private final URI url;
    private final Forwarding forwarding;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(WITHIN)
            .build();
    private final ScheduledThreadPoolExecutor thread;
    private long againMillis = AGAIN_FIRST_MILLIS;
    private volatile Future<?> next = CompletableFuture.completedFuture(null);

    /** @param url where the VEN listens, without the service */
    LocalPush(VenDoor door, URI url, Forwarding forwarding) {
        this.door = door;
        this.url = url;
        this.forwarding = forwarding;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "route2b-push " + door.id());
            made.setDaemon(true);
            return made;
        });
    }

    /** Something waits. */
    void wake() {
        schedule(0);
    }

    private void schedule(long millis) {
        try {
            next = thread.schedule(this::pourOut, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("endpoint: closed, what waits is handed over after the next start");
        }
    }

    private void pourOut() {
        try {
            pour();
        } catch (RuntimeException bug) {
            LOG.error("endpoint: a bug in this program; please report it", bug);
            throw bug;
        }
    }

    private void pour() {
        for (Optional<WaitingPayloads.Waiting> oldest = door.waiting().take();
                oldest.isPresent();
                oldest = door.waiting().take()) {
            if (!given(oldest.get())) {
                door.waiting().putBack(oldest.get());
                schedule(againMillis);
                againMillis = Math.min(2 * againMillis, AGAIN_MOST_MILLIS);
                return;
            }
            againMillis = AGAIN_FIRST_MILLIS;
            door.waiting().done(oldest.get());
        }
    }

    private boolean given(WaitingPayloads.Waiting waiting) {
        OpenAdrPayload payload = waiting.payload();
        try {
            HttpResponse<byte[]> answer = http.send(request(payload), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == OK) {
                return passedOn(Octets.of(answer.body()));
            }
            LOG.warn("endpoint: VEN {} answered a push with {}; trying again", door.id(), answer.statusCode());
            return false;
        } catch (UncheckedIOException replaced) {
            LOG.info("endpoint: {} can not be read, mostly because a newer one replaced it", payload);
            return true;
        } catch (IOException absent) {
            LOG.warn("endpoint: VEN {} at {} takes no push: {}; trying again", door.id(), url, absent.toString());
            return false;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(OpenAdrPayload payload) {
        String service = payload.message()
                .flatMap(OpenAdrMessage::of)
                .map(OpenAdrMessage::service)
                .orElse(OpenAdrService.EVENT)
                .segment();
        return HttpRequest.newBuilder(URI.create(url + "/" + service))
                .timeout(WITHIN)
                .header("Content-Type", payload.type().orElse("application/xml; charset=UTF-8"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        door.form().given(payload.body()).toArray()))
                .build();
    }

    /** What a VEN says in the answer to a push, beyond an oadrResponse, its VTN has to hear. */
    private boolean passedOn(Octets answer) {
        Optional<OpenAdrMessage> message = said(answer);
        if (message.isEmpty() || message.get() == OpenAdrMessage.RESPONSE) {
            return true;
        }
        Reply reply = forwarding.forward(
                new OpenAdrRequest(Optional.of(door.id()), Optional.empty(), Optional.empty(), false, answer));
        return reply.status() != LATER;
    }

    private static Optional<OpenAdrMessage> said(Octets answer) {
        if (answer.isEmpty() || answer.size() > ANSWER_MOST) {
            return Optional.empty();
        }
        try {
            return PayloadReader.DEFAULT.read(answer).message().filter(OpenAdrMessage::sentByVen);
        } catch (MalformedException nothingToSay) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        next.cancel(true);
        thread.shutdownNow();
    }
}
