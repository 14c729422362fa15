package uk.route2b.server.tunnel.okhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import uk.route2b.protocol.duis.DuisLimits;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.tunnel.duis.DccServices;
import uk.route2b.server.tunnel.duis.DuisSettings;

/** The services of the DCC over HTTP: a POST of XML, and XML in the answer. */
public final class HttpDcc implements DccServices, AutoCloseable {
    private static final MediaType XML = MediaType.get("application/xml; charset=UTF-8");
    private static final int ANSWER_MOST = DuisLimits.DEFAULT.octets();
    private static final int REQUESTS_MOST = 256;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final DuisSettings settings;
    private final OkHttpClient client;

    public HttpDcc(DuisSettings settings) {
        this.settings = settings;
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(REQUESTS_MOST);
        dispatcher.setMaxRequestsPerHost(REQUESTS_MOST);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(settings.timeout())
                .readTimeout(settings.timeout())
                .writeTimeout(settings.timeout())
                .callTimeout(settings.timeout())
                // A signed pre-command that was sent once is not sent again behind our back.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    @Override
    public CompletionStage<Reply> transform(Octets request) {
        return post(settings.transformPath(), request);
    }

    @Override
    public CompletionStage<Reply> send(Octets request) {
        return post(settings.sendPath(), request);
    }

    private CompletionStage<Reply> post(String path, Octets document) {
        CompletableFuture<Reply> future = new CompletableFuture<>();
        Request request = new Request.Builder()
                .url(settings.dcc() + path)
                .post(RequestBody.create(document.toArray(), XML))
                .build();
        client.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                future.complete(reply(response));
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                future.complete(new Unreachable(String.valueOf(failure.getMessage())));
            }
        });
        return future;
    }

    private static Reply reply(Response response) {
        try (response) {
            byte[] body = response.body().byteStream().readNBytes(ANSWER_MOST + 1);
            if (response.code() != 200) {
                return new Unreachable("HTTP status " + response.code());
            }
            return body.length > ANSWER_MOST
                    ? new Unreachable("its answer is longer than " + ANSWER_MOST + " octets")
                    : new Document(Octets.of(body));
        } catch (IOException cutShort) {
            return new Unreachable(String.valueOf(cutShort.getMessage()));
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        try {
            client.dispatcher().executorService().awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
