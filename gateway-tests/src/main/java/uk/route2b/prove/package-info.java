/**
 * Long proofs with real processes: what is acknowledged is never lost, nothing acts twice, order is kept
 * (docs/proofs.md).
 */
@NullMarked
package uk.route2b.prove;

import org.jspecify.annotations.NullMarked;
