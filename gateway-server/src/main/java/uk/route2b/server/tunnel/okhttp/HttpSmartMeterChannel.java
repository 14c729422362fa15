package uk.route2b.server.tunnel.okhttp;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.tunnel.SmartMeterChannel;
import uk.route2b.server.tunnel.WriteOutcome;

/** The simulated smart meter system, over HTTP on the loopback. */
public final class HttpSmartMeterChannel implements SmartMeterChannel, AutoCloseable {
    static final int ANSWER_MOST = 4 * 1024 * 1024;
    private static final MediaType TEXT = MediaType.get("text/plain; charset=us-ascii");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(45);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int REQUESTS_MOST = 256;

    private final URI system;
    private final Timers timers;
    private final OkHttpClient client;

    /** @param system without a slash at the end */
    public HttpSmartMeterChannel(URI system, Timers timers) {
        this.system = system;
        this.timers = timers;
        okhttp3.Dispatcher dispatcher = new okhttp3.Dispatcher();
        dispatcher.setMaxRequests(REQUESTS_MOST);
        dispatcher.setMaxRequestsPerHost(REQUESTS_MOST);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(CONNECT)
                .readTimeout(READ)
                .retryOnConnectionFailure(false)
                .build();
    }

    @Override
    public CompletionStage<WriteOutcome> write(EntityIdentifier meter, Labels labels) {
        CompletableFuture<WriteOutcome> future = new CompletableFuture<>();
        byte[] body = (String.join("\n", labels.texts()) + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Request request = new Request.Builder()
                .url(system + "/system/meters/" + meter + "/labels")
                .post(RequestBody.create(body, TEXT))
                .build();
        client.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                future.complete(outcome(response));
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                future.complete(WriteOutcome.failed("outage"));
            }
        });
        return future;
    }

    private static WriteOutcome outcome(Response response) {
        try (response) {
            return switch (response.code()) {
                case 200 -> results(body(response));
                case 504 -> WriteOutcome.failed("no-response");
                case 503 -> WriteOutcome.failed("outage");
                case 409 -> WriteOutcome.failed("busy");
                default -> WriteOutcome.failed("refused");
            };
        } catch (IOException | MalformedException unreadable) {
            return WriteOutcome.failed("no-response");
        }
    }

    private static WriteOutcome results(Octets body) throws MalformedException {
        List<String> results = JsonObject.read(body).parsedList("results", result -> result);
        boolean all = results.size() == Labels.COUNT && results.stream().allMatch("00"::equals);
        return all ? WriteOutcome.WRITTEN : WriteOutcome.failed("partial");
    }

    static Octets body(Response response) throws IOException {
        return Octets.of(response.body().byteStream().readNBytes(ANSWER_MOST));
    }

    @Override
    public AutoCloseable listen(AlertListener listener) {
        return new AlertPoll(client, system, timers, listener).start();
    }

    @Override
    public void close() throws InterruptedException {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
    }
}
