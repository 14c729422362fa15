/** Who may come in and stay while the gateway runs: states of CEMs, looked at again and again, on every node. */
@NullMarked
package uk.route2b.server.admission;

import org.jspecify.annotations.NullMarked;
