package uk.route2b.simulator.dcc;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import uk.route2b.protocol.octets.Octets;

/** A user's endpoint: it answers 204 to what it takes. */
final class HttpReceiver implements Receiver, AutoCloseable {
    private static final MediaType XML = MediaType.get("application/xml; charset=UTF-8");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int REQUESTS_MOST = 64;

    private final URI url;
    private final OkHttpClient client;

    HttpReceiver(URI url) {
        this.url = url;
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(REQUESTS_MOST);
        dispatcher.setMaxRequestsPerHost(REQUESTS_MOST);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .callTimeout(PATIENCE)
                .retryOnConnectionFailure(false)
                .build();
    }

    @Override
    public CompletionStage<Boolean> post(Octets document) {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        Request request = new Request.Builder()
                .url(url.toString())
                .post(RequestBody.create(document.toArray(), XML))
                .build();
        client.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    taken.complete(response.code() == 204);
                }
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                taken.complete(false);
            }
        });
        return taken;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
