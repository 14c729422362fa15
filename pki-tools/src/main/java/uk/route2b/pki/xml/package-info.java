/**
 * Signatures of XML as DUIS has them: enveloped, over the whole document, by a certificate that is named by issuer and
 * serial number.
 */
@NullMarked
package uk.route2b.pki.xml;

import org.jspecify.annotations.NullMarked;
