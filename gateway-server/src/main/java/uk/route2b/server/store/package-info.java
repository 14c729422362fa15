/** What the gateway keeps durably about each CEM: counters, accepted and outgoing messages. */
@NullMarked
package uk.route2b.server.store;

import org.jspecify.annotations.NullMarked;
