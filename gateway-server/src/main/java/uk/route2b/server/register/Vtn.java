package uk.route2b.server.register;

import java.net.URI;
import java.time.Duration;

/**
 * An OpenADR server upstream.
 *
 * @param url without the path of OpenADR and without a slash at the end
 * @param connect how long connecting may take
 * @param read how long its answer may take
 */
public record Vtn(String name, URI url, Duration connect, Duration read) {}
