package uk.route2b.server.register;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.configuration.Upstream;

/**
 * An OpenADR server upstream.
 *
 * @param url without the path of OpenADR and without a slash at the end
 * @param connect how long connecting may take
 * @param read how long its answer may take
 * @param requests how many requests may be under way to it at once
 * @param answer what it is told about a push, and when
 * @param expires after which time a payload of it is worth nothing any more; empty for never
 * @param upstream how it is dealt with
 * @param credentials by what it knows the gateway and its VENs
 */
public record Vtn(
        String name,
        URI url,
        Duration connect,
        Duration read,
        int requests,
        PushAnswer answer,
        Optional<Duration> expires,
        Upstream upstream,
        VtnCredentials credentials) {
    /** One that gets everything as it was sent. */
    public Vtn(
            String name,
            URI url,
            Duration connect,
            Duration read,
            int requests,
            PushAnswer answer,
            Optional<Duration> expires) {
        this(name, url, connect, read, requests, answer, expires, Upstream.generic(), VtnCredentials.NONE);
    }

    /** Whether it would learn that {@code ven} speaks. */
    boolean knows(String ven) {
        Optional<VtnCredentials.VenCredentials> known = credentials.of(ven);
        return switch (upstream.identity()) {
            case BASIC -> known.flatMap(VtnCredentials.VenCredentials::secret).isPresent();
            case MTLS_PER_VEN ->
                known.flatMap(VtnCredentials.VenCredentials::client).isPresent();
            case MTLS_SHARED -> credentials.shared().isPresent();
            case NONE, EPRI_HEADERS, RFC9440 -> true;
        };
    }

    /** Whether what names {@code ven} to it can stand in an HTTP header: visible ASCII and spaces. */
    boolean canName(String ven) {
        return switch (upstream.identity()) {
            case EPRI_HEADERS ->
                isHeaderText(credentials
                        .of(ven)
                        .flatMap(VtnCredentials.VenCredentials::commonName)
                        .orElse(ven));
            case RFC9440 -> isHeaderText(ven);
            case NONE, BASIC, MTLS_PER_VEN, MTLS_SHARED -> true;
        };
    }

    private static boolean isHeaderText(String text) {
        return text.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    /** The same, for what is its own no more once it is stored here. */
    public Vtn answeredOnStore() {
        return new Vtn(name, url, connect, read, requests, PushAnswer.ON_STORE, expires, upstream, credentials);
    }
}
