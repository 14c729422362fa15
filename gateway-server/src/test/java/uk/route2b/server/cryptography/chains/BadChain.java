package uk.route2b.server.cryptography.chains;

/**
 * A chain that is refused.
 *
 * @param reason code that the operator sees
 * @param detail what exactly is wrong; empty where the reason says it all
 */
record BadChain(String name, Shown shown, String reason, String detail) {}
