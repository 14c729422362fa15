/**
 * Reads SMKI-shaped certificates and judges whether one may stand for a gateway, a CEM or a signer. Never writes any.
 */
@NullMarked
package uk.route2b.protocol.certificate;

import org.jspecify.annotations.NullMarked;
