package uk.route2b.server.vtn.okhttp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.server.vtn.VtnUpstream;
import uk.route2b.server.vtn.VtnWatch;

/** Asks VTNs over HTTP. */
public final class HttpVtnUpstream implements VtnUpstream, AutoCloseable {
    /** How many may be under way to a VTN is bounded before they get here. */
    private static final int REQUESTS_MOST = Integer.MAX_VALUE;

    private static final int KEPT_CONNECTIONS = 16;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final OkHttpClient client;
    private final int answerOctets;
    private final VtnWatch watch;
    private final Map<Spoken, OkHttpClient> clients = new ConcurrentHashMap<>();

    /** As whom a VTN is spoken to: each VEN for itself, where TLS tells them apart. */
    private record Spoken(String vtn, String ven) {}

    /**
     * Asks without more.
     *
     * @param answerOctets largest answer that is taken
     */
    public HttpVtnUpstream(int answerOctets) {
        this(answerOctets, VtnWatch.NONE);
    }

    /** @param watch told how each question ended */
    public HttpVtnUpstream(int answerOctets, VtnWatch watch) {
        this.watch = watch;
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
        client(request).newCall(VtnCall.of(request)).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                complete(future, () -> answer(request, response));
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                complete(future, () -> unavailable(request, failure));
            }
        });
        return future;
    }

    /** A bug must not leave a request without an answer: OkHttp would say it to its own log alone. */
    private static void complete(CompletableFuture<VtnAnswer> future, Supplier<VtnAnswer> answer) {
        try {
            future.complete(answer.get());
        } catch (RuntimeException | Error bug) {
            future.completeExceptionally(bug);
        }
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

    private VtnAnswer answer(VtnRequest request, Response response) {
        try (response) {
            byte[] body = response.body().byteStream().readNBytes(answerOctets + 1);
            if (body.length > answerOctets) {
                return unavailable(request, new IOException("its answer is longer than " + answerOctets + " octets"));
            }
            VtnAnswer answer = new VtnAnswer(
                    response.code(), Optional.ofNullable(printable(response.header("Content-Type"))), Octets.of(body));
            watch.answered(request, answer);
            return answer;
        } catch (IOException cutShort) {
            return unavailable(request, cutShort);
        }
    }

    private static @org.jspecify.annotations.Nullable String printable(@org.jspecify.annotations.Nullable String type) {
        boolean carried = type != null && type.strip().matches("[\\x20-\\x7E]{1,256}");
        return carried && type != null ? type.strip() : null;
    }

    /** A time limit on reading is OkHttp's or the socket's own, whichever wakes first; to an operator it is one. */
    private static String reason(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        return failure instanceof SocketTimeoutException && said.equals("Read timed out") ? "timeout" : said;
    }

    private VtnAnswer unavailable(VtnRequest request, IOException failure) {
        watch.failed(request, reason(failure));
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
