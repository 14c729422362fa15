/** What the tests of the protocol share: keys, identities, messages, seeded chance, and data beside the checkout. */
@NullMarked
package uk.route2b.protocol.specimen;

import org.jspecify.annotations.NullMarked;
