package uk.route2b.server.register;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import uk.route2b.server.configuration.PushAnswer;

/**
 * An OpenADR server upstream.
 *
 * @param url without the path of OpenADR and without a slash at the end
 * @param connect how long connecting may take
 * @param read how long its answer may take
 * @param requests how many requests may be under way to it at once
 * @param answer what it is told about a push, and when
 * @param expires after which time a payload of it is worth nothing any more; empty for never
 */
public record Vtn(
        String name,
        URI url,
        Duration connect,
        Duration read,
        int requests,
        PushAnswer answer,
        Optional<Duration> expires) {}
