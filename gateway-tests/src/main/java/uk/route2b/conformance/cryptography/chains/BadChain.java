package uk.route2b.conformance.cryptography.chains;

import uk.route2b.conformance.wire.Shown;

/**
 * A chain that is refused.
 *
 * @param reason code that the operator sees
 * @param detail what exactly is wrong; empty where the reason says it all
 */
public record BadChain(String name, Shown shown, String reason, String detail) {}
