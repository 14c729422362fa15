package uk.route2b.simulator.openadr;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import uk.route2b.protocol.octets.Octets;

/** Posts XML to the other end. */
public final class HttpSender implements AutoCloseable {
    /** openleadr's VTN refuses every other media type. */
    private static final MediaType XML = MediaType.get("application/xml; charset=UTF-8");

    private static final int AT_ONCE = 64;

    private final OkHttpClient client;

    /** Waits for connections up to five seconds and for answers up to {@code answerWithin}. */
    public HttpSender(Duration answerWithin) {
        this.client = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(5))
                .callTimeout(answerWithin)
                .readTimeout(answerWithin)
                .followRedirects(false)
                .build();
        client.dispatcher().setMaxRequestsPerHost(AT_ONCE);
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param body the body, perhaps empty
     */
    public record Reply(int status, Octets body) {}

    /** Posts {@code body} and waits. */
    public Reply post(URI url, Octets body) throws IOException {
        try (Response response = call(url, body).execute()) {
            return reply(response);
        }
    }

    /** Posts {@code body} and does not wait; fails with an {@link IOException}. */
    public CompletableFuture<Reply> postLater(URI url, Octets body) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        call(url, body).enqueue(new Completing(reply));
        return reply;
    }

    private Call call(URI url, Octets body) {
        return client.newCall(new Request.Builder()
                .url(url.toString())
                .post(RequestBody.create(body.toArray(), XML))
                .build());
    }

    private static Reply reply(Response response) throws IOException {
        try (InputStream in = response.body().byteStream()) {
            return new Reply(response.code(), Octets.of(in.readNBytes(Message.MOST_OCTETS + 1)));
        }
    }

    private record Completing(CompletableFuture<Reply> reply) implements Callback {
        @Override
        public void onFailure(Call call, IOException why) {
            reply.completeExceptionally(why);
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                reply.complete(HttpSender.reply(response));
            } catch (IOException why) {
                reply.completeExceptionally(why);
            }
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
