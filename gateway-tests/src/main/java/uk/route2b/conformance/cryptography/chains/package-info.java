/** Certificate chains that break one rule each, and good ones that look odd. */
@NullMarked
package uk.route2b.conformance.cryptography.chains;

import org.jspecify.annotations.NullMarked;
