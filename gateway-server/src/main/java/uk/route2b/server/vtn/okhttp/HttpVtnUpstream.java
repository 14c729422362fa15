package uk.route2b.server.vtn.okhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.vtn.IdentityHeaders;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.server.vtn.VtnUpstream;

/** Asks VTNs over HTTP. */
public final class HttpVtnUpstream implements VtnUpstream, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpVtnUpstream.class);
    private static final String XML = "application/xml; charset=UTF-8";
    /** How many may be under way to a VTN is bounded before they get here. */
    private static final int REQUESTS_MOST = Integer.MAX_VALUE;

    private static final int KEPT_CONNECTIONS = 16;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final OkHttpClient client;
    private final int answerOctets;
    private final Map<Spoken, OkHttpClient> clients = new ConcurrentHashMap<>();

    /** As whom a VTN is spoken to: each VEN for itself, where TLS tells them apart. */
    private record Spoken(String vtn, String ven) {}

    /** @param answerOctets largest answer that is taken */
    public HttpVtnUpstream(int answerOctets) {
        this.answerOctets = answerOctets;
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(REQUESTS_MOST);
        dispatcher.setMaxRequestsPerHost(REQUESTS_MOST);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(KEPT_CONNECTIONS, 1, TimeUnit.MINUTES))
                // A second try could do twice what a VTN did once: polls empty its queue.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    @Override
    public CompletionStage<VtnAnswer> forward(VtnRequest request) {
        CompletableFuture<VtnAnswer> future = new CompletableFuture<>();
        client(request).newCall(http(request)).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                future.complete(answer(request, response));
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                future.complete(unavailable(request, failure));
            }
        });
        return future;
    }

    private OkHttpClient client(VtnRequest request) {
        Vtn vtn = request.vtn();
        String ven = UpstreamTls.byVen(vtn) ? request.ven() : "";
        return clients.computeIfAbsent(new Spoken(vtn.name(), ven), ignored -> {
            OkHttpClient.Builder builder = client.newBuilder()
                    .connectTimeout(vtn.connect())
                    .readTimeout(vtn.read())
                    .writeTimeout(vtn.read())
                    .callTimeout(vtn.connect().plus(vtn.read()));
            UpstreamTls.apply(builder, vtn, ven);
            return builder.build();
        });
    }

    private static Request http(VtnRequest request) {
        String url = request.vtn().url() + request.vtn().upstream().path() + request.service();
        MediaType type =
                MediaType.get(request.type().filter(HttpVtnUpstream::readable).orElse(XML));
        Request.Builder builder = new Request.Builder()
                .url(url)
                .post(RequestBody.create(request.body().toArray(), type));
        IdentityHeaders.of(request).forEach(builder::header);
        return builder.build();
    }

    private static boolean readable(String type) {
        return MediaType.parse(type) != null;
    }

    private VtnAnswer answer(VtnRequest request, Response response) {
        try (response) {
            byte[] body = response.body().byteStream().readNBytes(answerOctets + 1);
            if (body.length > answerOctets) {
                return unavailable(request, new IOException("its answer is longer than " + answerOctets + " octets"));
            }
            return new VtnAnswer(
                    response.code(), Optional.ofNullable(printable(response.header("Content-Type"))), Octets.of(body));
        } catch (IOException cutShort) {
            return unavailable(request, cutShort);
        }
    }

    private static @org.jspecify.annotations.Nullable String printable(@org.jspecify.annotations.Nullable String type) {
        boolean carried = type != null && type.strip().matches("[\\x20-\\x7E]{1,256}");
        return carried && type != null ? type.strip() : null;
    }

    private static VtnAnswer unavailable(VtnRequest request, IOException failure) {
        LOG.warn(
                "VTN {} at {} gave no answer to a request of VEN {} ({}); the VEN is told 503",
                request.vtn().name(),
                request.vtn().url(),
                request.ven(),
                String.valueOf(failure.getMessage()));
        return VtnAnswer.UNAVAILABLE;
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
