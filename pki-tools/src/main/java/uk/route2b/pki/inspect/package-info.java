/** Says what a certificate, request, key or revocation list is, in words and in JSON. */
@NullMarked
package uk.route2b.pki.inspect;

import org.jspecify.annotations.NullMarked;
