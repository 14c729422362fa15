package uk.route2b.server.vtn.okhttp;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.server.vtn.VtnSighting;

/**
 * Asks a VTN once, on a connection of its own, exactly as the gateway would, and tells all that there was to see. It
 * blocks until there is an answer or none can come any more.
 */
public final class VtnProbe {
    private static final int ANSWER_OCTETS = 4 * 1024 * 1024;

    /** Asks and looks. */
    public VtnSighting ask(VtnRequest request) {
        AtomicReference<@Nullable WatchedTrust> trust = new AtomicReference<>();
        OkHttpClient client = client(request, trust);
        try (Response response = client.newCall(VtnCall.of(request)).execute()) {
            return new VtnSighting(
                    Optional.of(answer(response)), Optional.empty(), shown(trust), tls(response), time(response));
        } catch (IOException failure) {
            return new VtnSighting(
                    Optional.empty(), Optional.of(failure), shown(trust), Optional.empty(), Optional.empty());
        } finally {
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
        }
    }

    private static OkHttpClient client(VtnRequest request, AtomicReference<@Nullable WatchedTrust> trust) {
        Vtn vtn = request.vtn();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(vtn.connect())
                .readTimeout(vtn.read())
                .writeTimeout(vtn.read())
                .callTimeout(vtn.connect().plus(vtn.read()));
        UpstreamTls.apply(builder, vtn, request.ven(), judge -> {
            WatchedTrust watched = new WatchedTrust(judge);
            trust.set(watched);
            return watched;
        });
        return builder.build();
    }

    private static VtnAnswer answer(Response response) throws IOException {
        byte[] body = response.body().byteStream().readNBytes(ANSWER_OCTETS);
        return new VtnAnswer(response.code(), Optional.ofNullable(response.header("Content-Type")), Octets.of(body));
    }

    private static List<X509Certificate> shown(AtomicReference<@Nullable WatchedTrust> trust) {
        WatchedTrust watched = trust.get();
        return watched == null ? List.of() : watched.shown();
    }

    private static Optional<String> tls(Response response) {
        return Optional.ofNullable(response.handshake())
                .map(Handshake::tlsVersion)
                .map(version -> version.javaName());
    }

    private static Optional<Instant> time(Response response) {
        return Optional.ofNullable(response.headers().getDate("Date")).map(Date::toInstant);
    }
}
