/** What is done with messages, whatever route they take: ledger, inbox, uplink and downlink. */
@NullMarked
package uk.route2b.server.delivery;

import org.jspecify.annotations.NullMarked;
