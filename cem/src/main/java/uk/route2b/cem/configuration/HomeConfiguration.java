package uk.route2b.cem.configuration;

import java.net.URI;
import java.time.Duration;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Where the meter is.
 *
 * @param url of the home area networks
 * @param meter the meter's entity identifier
 * @param reading how often its labels are read
 */
public record HomeConfiguration(URI url, EntityIdentifier meter, Duration reading) {}
